/** Everything an operator can set, declared once, read strictly. */
@NullMarked
package io.holdfast.deploy.settings;

import org.jspecify.annotations.NullMarked;
