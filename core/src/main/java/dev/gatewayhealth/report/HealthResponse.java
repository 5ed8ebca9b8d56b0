package dev.gatewayhealth.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One answer of the endpoint, ready to be sent as it is; immutable. */
public final class HealthResponse {

    private static final byte[] NOTHING = {};

    private final int status;
    private final List<Header> headers;
    private final byte[] body;

    private HealthResponse(int status, List<Header> headers, byte[] body) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** An answer with a body; its length is added to the headers. */
    static HealthResponse of(int status, String type, byte[] body, Header... more) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", type));
        return new HealthResponse(status, complete(headers, body.length, more), body);
    }

    /** An answer that is all header. */
    static HealthResponse bare(int status, Header... more) {
        return new HealthResponse(status, complete(new ArrayList<>(), 0, more), NOTHING);
    }

    private static List<Header> complete(List<Header> headers, int length, Header... more) {
        headers.add(new Header("Content-Length", Integer.toString(length)));
        headers.add(new Header("Cache-Control", "no-store"));
        headers.addAll(List.of(more));
        return headers;
    }

    /** {@return a bare 503, which tells a gateway that will turn to another instance that this one leaves} */
    public static HealthResponse elsewhere() {
        return bare(503, new Header("Retry-After", "1"));
    }

    /** The same for HEAD: the length of what GET would have sent, and nothing of it (RFC 9110 section 9.3.2). */
    HealthResponse withoutBody() {
        return new HealthResponse(status, headers, NOTHING);
    }

    /** {@return the status code} */
    public int status() {
        return status;
    }

    /** {@return all header fields, {@code Content-Type} and {@code Content-Length} included, in the order to send them} */
    public List<Header> headers() {
        return headers;
    }

    /** {@return a copy of the body; empty for HEAD and OPTIONS} */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Status line, headers and body in one piece, for one write: pollers hang up after the status line, and a second
     * write would meet a reset. HTTP/1.0 clients are answered in HTTP/1.1 too (RFC 9110 section 6.2).
     *
     * @param keepAlive whether {@code Connection} says the connection stays
     * @return the bytes to send, nothing before or after them
     */
    public byte[] http11Bytes(boolean keepAlive) {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason(status))
                .append("\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        head.append(keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 202 -> "Accepted";
            case 401 -> "Unauthorized";
            case 405 -> "Method Not Allowed";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + body.length + " bytes";
    }

    /**
     * One header field.
     *
     * @param name in the spelling of the RFCs
     * @param value without line breaks
     */
    public record Header(String name, String value) {}
}
