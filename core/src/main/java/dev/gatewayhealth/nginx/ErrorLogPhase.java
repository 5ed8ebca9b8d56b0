package dev.gatewayhealth.nginx;

import java.util.Locale;

/** How far a request had come when nginx logged its failure, as the action that ends the message says. */
public enum ErrorLogPhase {
    /** Getting a connection, or before that. */
    CONNECTING,
    /** Writing the request to the service. */
    RECEIVING,
    /** Waiting for the header of the response. */
    BEFORE_HEADER,
    /** Reading the body of the response. */
    STREAMING,
    /** Passing bytes both ways after a change of protocol. */
    UPGRADED,
    /** Not said, or no matter of the upstream's side. */
    UNKNOWN;

    private static final String WHILE = " while ";

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** {@return the name in the report} */
    public String word() {
        return word;
    }

    /** The phase of a message, without the fields behind it. */
    static ErrorLogPhase of(String message) {
        int at = message.lastIndexOf(WHILE);
        return switch (at < 0 ? "" : message.substring(at + WHILE.length())) {
            case "connecting to upstream", "SSL handshaking to upstream" -> CONNECTING;
            case "sending request to upstream" -> RECEIVING;
            case "reading response header from upstream" -> BEFORE_HEADER;
            case "reading upstream" -> STREAMING;
            case "proxying upgraded connection" -> UPGRADED;
            default -> UNKNOWN;
        };
    }
}
