package io.holdfast.deploy.cli;

import io.holdfast.deploy.embedded.DataFolder;
import io.holdfast.deploy.embedded.EngineHost;
import io.holdfast.deploy.settings.Settings;
import java.io.PrintWriter;

/**
 * An embedded deployment whose engines are up.
 *
 * @param out standard output, for the story that the operator follows
 */
public record Deployment(
    Settings settings, DataFolder folder, EngineHost engines, PrintWriter out) {}
