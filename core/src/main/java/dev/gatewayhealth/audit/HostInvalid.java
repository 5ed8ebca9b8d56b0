package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.util.HashSet;
import java.util.Set;

/**
 * nginx sends the name of the upstream block as {@code Host}, and the name has an underscore, which no host name may have (RFC 1123
 * section 2.1). Tomcat answers 400 to every such request; servers that let it through leave it to the application, for which {@code
 * java.net.URI} finds no host in it.
 */
final class HostInvalid {

    private HostInvalid() {}

    static void judge(Judged judged) {
        Set<String> said = new HashSet<>();
        for (Pass pass : judged.passes()) {
            String host = pass.host();
            if (host != null && host.indexOf('_') >= 0 && said.add(host)) {
                judged.notice(noticed(judged, pass, host));
            }
        }
    }

    private static Noticed noticed(Judged judged, Pass pass, String host) {
        ServerSide server = ServerSide.of(judged.service().server());
        boolean refuses = server == ServerSide.TOMCAT || server == ServerSide.ANY;
        String why = pass.hostSet() ? " as proxy_set_header says" : ", because nothing sets another";
        return Noticed.of(Code.HOST_INVALID, host)
                .severity(refuses ? Severity.WARNING : Severity.NOTICE)
                .message("nginx sends \"Host: " + host + "\"" + why + " (" + pass.at()
                        + "); a host name has no underscore, "
                        + (refuses
                                ? "and Tomcat answers every such request with 400"
                                : "and Java's own URI finds no host in it, so links and redirects made of it break"))
                .gateway(refuses ? 400 : 200, null)
                .evidence("host", host)
                .evidence("upstream", pass.group())
                .evidence("at", pass.at())
                .evidence("locations", Judged.matches(judged.passes()))
                .remedy(Remedy.nginx("proxy_set_header Host $host;"))
                .remedy(Remedy.service("nothing in the service: Tomcat has no setting that lets an underscore in a host"
                        + " name pass"))
                .build();
    }
}
