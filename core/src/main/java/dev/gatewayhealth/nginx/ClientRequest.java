package dev.gatewayhealth.nginx;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as a client sends it to nginx, and what is assumed about the world it meets.
 *
 * @param method of the request line
 * @param host the Host header, null where none is sent, which is a request of HTTP/1.0: without one nginx answers 400 to HTTP/1.1
 * @param address where it connects to, null for any
 * @param port where it connects to; means nothing on a unix socket
 * @param unix the socket it connects to, null for TCP
 * @param tls whether it speaks TLS to nginx
 * @param uri as on the request line, with its query
 * @param headers names in lower case; the values of one that is sent more than once in lines
 * @param upstreamStatus what the upstream answers
 * @param files that exist on nginx's machine; all others do not
 */
public record ClientRequest(
        String method,
        @Nullable String host,
        @Nullable String address,
        int port,
        @Nullable String unix,
        boolean tls,
        String uri,
        Map<String, String> headers,
        int upstreamStatus,
        Set<String> files) {

    /**
     * Keeps copies of the collections.
     *
     * @param method see {@link #method()}
     * @param host see {@link #host()}
     * @param address see {@link #address()}
     * @param port see {@link #port()}
     * @param unix see {@link #unix()}
     * @param tls see {@link #tls()}
     * @param uri see {@link #uri()}
     * @param headers copied
     * @param upstreamStatus see {@link #upstreamStatus()}
     * @param files copied
     */
    public ClientRequest {
        headers = Map.copyOf(headers);
        files = Set.copyOf(files);
    }

    boolean fileExists(String path) {
        return files.stream().anyMatch(file -> path.equals(file) || path.endsWith(file) || file.endsWith(path));
    }
}
