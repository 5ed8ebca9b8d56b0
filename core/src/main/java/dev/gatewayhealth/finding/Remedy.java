package dev.gatewayhealth.finding;

/**
 * One change that would make a finding go away.
 *
 * @param where {@code nginx}, {@code service} or {@code host}
 * @param change what to write there; on the nginx side valid configuration to paste
 */
public record Remedy(String where, String change) {

    public static Remedy nginx(String change) {
        return new Remedy("nginx", change);
    }

    public static Remedy service(String change) {
        return new Remedy("service", change);
    }

    public static Remedy host(String change) {
        return new Remedy("host", change);
    }
}
