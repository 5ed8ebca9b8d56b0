package dev.gatewayhealth.agent.cli;

import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.io.PrintWriter;
import java.util.List;

/** What the audit says of a configuration without the service behind it. */
final class Findings {

    /** Those that compare the configuration with what the service does in effect, or with the machine it runs on. */
    private static final String NEED_THE_SERVICE =
            "keepalive-race, upload-limit, request-header-limit, application-timeout-longer, listen-address,"
                    + " not-listening and socket-permissions compare it with the running service: see its report.";

    private final List<Noticed> findings;

    Findings(List<Noticed> findings) {
        this.findings = findings;
    }

    /** Whether there are any of that severity, a word of the command line, or above. */
    boolean any(String word) {
        for (Noticed finding : findings) {
            if (word.equals("notice") || finding.severity() != Severity.NOTICE) {
                return true;
            }
        }
        return false;
    }

    void print(PrintWriter out) {
        out.println();
        if (findings.isEmpty()) {
            out.println("Nothing to say of the configuration itself.");
        }
        for (Noticed finding : findings) {
            out.println(finding.severity().word() + " " + finding.code().word() + ": " + finding.message());
            for (Remedy remedy : finding.remedy()) {
                out.println("    " + remedy.where() + ": " + remedy.change());
            }
        }
        out.println(NEED_THE_SERVICE);
    }
}
