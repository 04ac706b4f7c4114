/** Files that stream through the desk without being kept by it. */
@NullMarked
package io.holdfast.deploy.web.upload;

import org.jspecify.annotations.NullMarked;
