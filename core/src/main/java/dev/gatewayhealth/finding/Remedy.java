package dev.gatewayhealth.finding;

/**
 * One change that would make a finding go away.
 *
 * @param where {@code nginx}, {@code service} or {@code host}
 * @param change what to write there; on the nginx side valid configuration to paste
 */
public record Remedy(String where, String change) {

    /**
     * {@return a change of nginx's configuration}
     *
     * @param change valid directives to paste
     */
    public static Remedy nginx(String change) {
        return new Remedy("nginx", change);
    }

    /**
     * {@return a change of the service or its server}
     *
     * @param change what to set, and to what
     */
    public static Remedy service(String change) {
        return new Remedy("service", change);
    }

    /**
     * {@return a change of the machine or the container}
     *
     * @param change what to set, and to what
     */
    public static Remedy host(String change) {
        return new Remedy("host", change);
    }
}
