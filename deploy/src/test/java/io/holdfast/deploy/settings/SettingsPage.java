package io.holdfast.deploy.settings;

/** Writes docs/configuration.md. */
final class SettingsPage {
  private SettingsPage() {}

  static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration

            Generated from the code (`io.holdfast.deploy.settings.Setting`); a test fails when it is stale.

            Settings come from the command line, then the environment, then the YAML file named with
            `--config`, then the defaults below. An unknown name stops the start and names the nearest known
            one. In YAML, levels may be nested (`whatsapp:` and under it `verify-token:`) or written with dots.
            Secrets may be given as `file:PATH` or `env:NAME`; they are never printed.

            | setting | environment variable | value | default | what it does |
            | --- | --- | --- | --- | --- |
            """);
    for (Setting setting : Setting.values()) {
      page.append(
          "| `%s` | `%s` | %s | %s | %s |%n"
              .formatted(
                  setting.key(),
                  setting.variable(),
                  setting.kind().description(),
                  setting.standard().map("`%s`"::formatted).orElse(""),
                  setting.description()));
    }
    return page.toString();
  }
}
