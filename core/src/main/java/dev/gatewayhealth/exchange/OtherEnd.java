package dev.gatewayhealth.exchange;

/** What the socket itself says of whoever is at the other end of a connection. */
public enum OtherEnd {
    /** It has not closed. */
    THERE,

    /** It has closed or reset the connection; what it sent before may still lie unread. */
    GONE,

    /** The socket cannot be asked. */
    UNTOLD
}
