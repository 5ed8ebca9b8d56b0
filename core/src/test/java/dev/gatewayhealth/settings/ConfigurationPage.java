package dev.gatewayhealth.settings;

/** The text of docs/configuration.md, made from the keys. */
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            Every key works in every form of Gateway Health, but `admin.port`, `admin.host`, `agent-check.port` and `probe.every`: only the agent has listeners and probes of its own, and the others say at their start that it has no effect.
            Everything has a default, so the shortest configuration is none.

            | | where | example |
            |---|---|---|
            | 1 | agent arguments | `-javaagent:gateway-health-agent.jar=proxy_read_timeout=5s,admin.port=9000` |
            | 2 | system properties | `-Dgateway.health.proxy_read_timeout=5s` |
            | 3 | environment | `GATEWAY_HEALTH_PROXY_READ_TIMEOUT=5s` (capitals; `.` and `-` become `_`) |
            | 4 | the file that `config` names in one of these | `proxy_read_timeout=5s` |
            | 5 | Spring | `gateway-health.proxy-read-timeout: 5s` |

            The first of these that names a key decides it. Among agent arguments a piece without `=` continues the value before
            it: `down-on=file-descriptors,listener,warn-at=0.7` sets two keys.

            Times and sizes are written as in nginx, in Spring too: a bare time is **seconds**, `1m30s` and `8k` mean what they
            mean in `nginx.conf`. nginx's own directives keep nginx's names; kebab-case is accepted for every key.

            An unknown key or a bad value never stops the service: one line in the log says what is accepted, the default is used,
            and the finding `settings-invalid` stands in the report. Only the Spring starter fails at start-up, with the same line.

            | key | default | accepted | |
            |---|---|---|---|
            """;

    private ConfigurationPage() {}

    static String text() {
        StringBuilder out =
                new StringBuilder("<!-- Generated from Keys.java by ConfigurationPageTest. -->\n").append(HEAD);
        for (Key<?> key : Keys.all()) {
            out.append("| `")
                    .append(key.name())
                    .append("` | ")
                    .append(otherwise(key))
                    .append(" | ")
                    .append(key.accepted())
                    .append(" | ")
                    .append(key.meaning())
                    .append(" |\n");
        }
        return out.toString();
    }

    private static String otherwise(Key<?> key) {
        boolean written = key.fallback() != null || key.otherwise().equals("off");
        return written ? "`" + key.otherwise() + "`" : key.otherwise();
    }
}
