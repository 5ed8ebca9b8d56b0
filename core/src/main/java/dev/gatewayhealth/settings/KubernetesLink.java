package dev.gatewayhealth.settings;

import java.util.regex.Pattern;

/**
 * The variables Kubernetes puts into every pod for every service of the namespace. A service called
 * {@code gateway-health} or {@code gateway-health-admin} makes some that look like settings; nobody set them.
 */
final class KubernetesLink {

    private static final Pattern NAME =
            Pattern.compile("(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private KubernetesLink() {}

    /** Whether it is one, given the variable's name without our prefix. */
    static boolean is(String name, String value) {
        return ADDRESS.matcher(value).matches()
                || (NAME.matcher(name).matches() && !name.equals("ADMIN_PORT") && !name.equals("AGENT_CHECK_PORT"));
    }
}
