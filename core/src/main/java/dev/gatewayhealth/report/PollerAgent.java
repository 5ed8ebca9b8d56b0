package dev.gatewayhealth.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The families of programs that poll, by what they call themselves; a closed set, because anybody can send any name. */
final class PollerAgent {

    /** HAProxy's agent-check, which has a port of its own. */
    static final String AGENT_CHECK = "HAProxy agent-check";

    private static final String CURL = "curl";
    private static final String OTHER = "other";

    /** Nobody acts on the first; most act on the second or the third ({@code fall} of HAProxy, {@code failureThreshold} of Kubernetes). */
    private static final int ENOUGH = 3;

    private static final String[][] FAMILIES = {
        {"agent-check", AGENT_CHECK},
        {"haproxy", "HAProxy"},
        {"kube-probe", "kube-probe"},
        {"prometheus", "Prometheus"},
        {"ngx_lua", "nginx-lua"},
        {"lua-resty", "nginx-lua"},
        {"elb-healthchecker", "ELB-HealthChecker"},
        {"googlehc", "GoogleHC"},
        {CURL, CURL},
    };

    private PollerAgent() {}

    /** How many 503 in a row make this kind of poller act; the agent-check acts on every word. */
    static int enough(String family) {
        return family.equals(AGENT_CHECK) ? 1 : ENOUGH;
    }

    /** Whether it may be a person with a terminal or a browser. */
    static boolean byHand(String family) {
        return family.equals(CURL) || family.equals(OTHER);
    }

    /** In a sentence. */
    static String inWords(String family) {
        return family.equals(OTHER) ? "a program" : family;
    }

    static String family(String method, @Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            // Plain "option httpchk" sends "OPTIONS / HTTP/1.0" and no header at all.
            return method.equals("OPTIONS") ? "HAProxy" : OTHER;
        }
        String name = userAgent.substring(0, Math.min(userAgent.length(), 100)).toLowerCase(Locale.ROOT);
        for (String[] family : FAMILIES) {
            if (name.contains(family[0])) {
                return family[1];
            }
        }
        return OTHER;
    }
}
