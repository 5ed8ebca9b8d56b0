package dev.gatewayhealth.agent.admin;

import java.nio.charset.StandardCharsets;

/** An answer to what is no request of ours. */
enum Refusal {
    BAD_REQUEST("400 Bad Request"),
    FORBIDDEN("403 Forbidden"),
    NOT_FOUND("404 Not Found"),
    HEADER_TOO_LARGE("431 Request Header Fields Too Large");

    private final String line;

    Refusal(String line) {
        this.line = line;
    }

    byte[] bytes(boolean keepAlive) {
        String head = "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\nCache-Control: no-store\r\nConnection: "
                + (keepAlive ? "keep-alive" : "close") + "\r\n\r\n";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }
}
