package dev.gatewayhealth.finding;

import java.util.Locale;

/** The text of docs/findings.md, made from the codes and their meanings. */
final class FindingsPage {

    private static final String HEAD = """
            # Findings

            A finding is one thing noticed, with a stable code. It begins, lasts, and ends; the report lists those that ended within
            the last ten minutes, too. One about a state is active while the state lasts, one about an event for 60 s after it
            happened the last time.

            | severity | means |
            |---|---|
            | notice | worth knowing; the status stays `UP`, and the public list of codes does not name it |
            | warning | the status is `WARN`; a load balancer goes on sending requests |
            | critical | the status is `WARN`, and `DOWN` for what `down-on` names |

            """;

    private FindingsPage() {}

    static String text() {
        StringBuilder out = new StringBuilder(
                        "<!-- Generated from Code.java and Meaning.java by FindingsPageTest. -->\n")
                .append(HEAD);
        Code.Group group = null;
        for (Code code : Code.values()) {
            if (code.group() != group) {
                group = code.group();
                out.append("## ").append(title(group)).append("\n\n");
            }
            section(out, code);
        }
        return out.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder out, Code code) {
        Meaning meaning = code.meaning();
        out.append("### `").append(code.word()).append("`\n\n");
        out.append("Severity: ")
                .append(code.severity().word())
                .append(". ")
                .append(meaning.trigger())
                .append("\n\n");
        out.append("- **nginx answers and logs:** ").append(meaning.answer()).append('\n');
        if (!meaning.evidence().isEmpty()) {
            out.append("- **Evidence:** ").append(meaning.evidence()).append(".\n");
        }
        out.append("- **On nginx's side:** ").append(meaning.nginx()).append('\n');
        out.append("- **On the service's side:** ").append(meaning.service()).append("\n\n");
    }

    private static String title(Code.Group group) {
        String name = group.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
