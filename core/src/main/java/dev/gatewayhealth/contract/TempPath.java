package dev.gatewayhealth.contract;

/**
 * Where nginx keeps what does not fit into its buffers, of requests to this service or of its answers.
 *
 * @param directive {@code client_body_temp_path} or {@code proxy_temp_path}
 * @param path as the configuration says it; unknown where it does not, and nginx uses the one it was built with
 */
public record TempPath(String directive, Sourced<String> path) {}
