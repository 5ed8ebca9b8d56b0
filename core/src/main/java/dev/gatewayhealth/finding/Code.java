package dev.gatewayhealth.finding;

import static dev.gatewayhealth.finding.Severity.CRITICAL;
import static dev.gatewayhealth.finding.Severity.NOTICE;
import static dev.gatewayhealth.finding.Severity.WARNING;

import java.util.Locale;

/** The stable name of each kind of finding, with the severity it has unless a rule says otherwise. */
public enum Code {
    /** The service has been silent for most of {@code proxy_read_timeout}, after which nginx answers 504. */
    READ_TIMEOUT_NEAR(Group.EXCHANGE, WARNING),
    /** The service has not read the request for most of {@code proxy_send_timeout}. */
    SEND_TIMEOUT_NEAR(Group.EXCHANGE, WARNING),
    /** nginx has stopped waiting for an answer that this service still owes. */
    GATEWAY_GAVE_UP(Group.EXCHANGE, WARNING),
    /** Threads work on answers that nobody waits for any more. */
    ABANDONED_WORK(Group.EXCHANGE, WARNING),
    /** Requests wait for a thread before the service sees them, on nginx's clock. */
    QUEUE_WAIT(Group.EXCHANGE, WARNING),
    /** The header of a response comes near {@code proxy_buffer_size}. */
    RESPONSE_HEADER_LARGE(Group.EXCHANGE, WARNING),
    /** A response ended before all of it was sent. */
    RESPONSE_ABORTED(Group.EXCHANGE, WARNING),
    /** A response is none that nginx accepts. */
    RESPONSE_INVALID(Group.EXCHANGE, WARNING),

    /** The server's request threads run out. */
    REQUEST_THREADS(Group.RESOURCE, WARNING),
    /** The connections that the server takes at a time run out. */
    CONNECTIONS(Group.RESOURCE, WARNING),
    /** Connections wait in the kernel because nobody accepts them. */
    ACCEPT_QUEUE(Group.RESOURCE, WARNING),
    /** The process comes near the number of files it may open. */
    FILE_DESCRIPTORS(Group.RESOURCE, WARNING),
    /** The process or its control group comes near its memory limit. */
    MEMORY(Group.RESOURCE, WARNING),
    /** The Java heap runs out. */
    HEAP(Group.RESOURCE, WARNING),
    /** A file system the service or nginx writes to runs full. */
    DISK(Group.RESOURCE, WARNING),
    /** The processes and threads that may be started run out. */
    PROCESS_IDS(Group.RESOURCE, WARNING),
    /** The JVM stood still long enough to matter to those who wait. */
    PAUSES(Group.RESOURCE, WARNING),
    /** The control group's processor quota is used up again and again. */
    CPU_THROTTLED(Group.RESOURCE, WARNING),
    /** Threads wait for each other for ever. */
    DEADLOCK(Group.RESOURCE, CRITICAL),
    /** Local ports for connections to another service run out. */
    EPHEMERAL_PORTS(Group.RESOURCE, WARNING),
    /** The service's own listener does not answer from inside. */
    LISTENER(Group.RESOURCE, WARNING),

    /** nginx's configuration is there and cannot be read or understood. */
    CONTRACT_UNREADABLE(Group.CONTRACT, WARNING),
    /** A setting has a value that cannot be used, or nobody knows its name. */
    SETTINGS_INVALID(Group.CONTRACT, WARNING),
    /** Part of a server is not followed, so something stays unseen. */
    NOT_WOVEN(Group.CONTRACT, NOTICE),
    /** nginx hands requests to a port where this service does not listen. */
    NOT_LISTENING(Group.CONTRACT, WARNING),
    /** nginx's workers may not connect to the unix socket. */
    SOCKET_PERMISSIONS(Group.CONTRACT, WARNING),
    /** nginx sends a {@code Host} that the server rejects. */
    HOST_INVALID(Group.CONTRACT, WARNING),
    /** The server closes idle connections before nginx lets go of them. */
    KEEPALIVE_RACE(Group.CONTRACT, NOTICE),
    /** A request came on a connection that was about to be closed as idle. */
    KEEPALIVE_NEAR_MISS(Group.CONTRACT, NOTICE),
    /** Something in the application waits longer than nginx does. */
    APPLICATION_TIMEOUT_LONGER(Group.CONTRACT, NOTICE),
    /** nginx and the service disagree on how large a body may be. */
    UPLOAD_LIMIT(Group.CONTRACT, NOTICE),
    /** nginx lets larger request headers pass than the service takes. */
    REQUEST_HEADER_LIMIT(Group.CONTRACT, NOTICE),
    /** The service listens where others than nginx reach it. */
    LISTEN_ADDRESS(Group.CONTRACT, NOTICE),
    /** nginx has nobody to turn to when this instance fails. */
    SINGLE_UPSTREAM(Group.CONTRACT, NOTICE),
    /** No location of the configuration leads to this service. */
    NOT_PROXIED(Group.CONTRACT, NOTICE),

    /** nginx speaks HTTP/1.0 to this service. */
    HTTP_1_0(Group.TRAFFIC, NOTICE),
    /** Every request comes on a connection of its own. */
    CONNECTIONS_NOT_REUSED(Group.TRAFFIC, NOTICE),
    /** Requests do not say who the client is. */
    FORWARDED_HEADERS_MISSING(Group.TRAFFIC, NOTICE),
    /** A request to change the protocol arrives without the header that asks for it. */
    UPGRADE_STRIPPED(Group.TRAFFIC, NOTICE),
    /** Nobody asks whether this instance is healthy. */
    UNPOLLED(Group.TRAFFIC, NOTICE),
    /** Somebody other than the gateway asks for the endpoint. */
    ENDPOINT_EXPOSED(Group.TRAFFIC, NOTICE),

    /** nginx's error log tells of failures with this service. */
    GATEWAY_ERRORS(Group.GATEWAY, WARNING),
    /** nginx has left this service alone after failures ({@code max_fails}). */
    UPSTREAM_EJECTED(Group.GATEWAY, WARNING);

    private final Group group;
    private final Severity severity;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Code(Group group, Severity severity) {
        this.group = group;
        this.severity = severity;
    }

    /** {@return the kebab-case name in the report, in logs, metrics and docs} */
    public String word() {
        return word;
    }

    /** {@return what the finding is about; decides its place in the documentation} */
    public Group group() {
        return group;
    }

    /** {@return how much it matters unless a rule says otherwise} */
    public Severity severity() {
        return severity;
    }

    /** {@return what it takes for it to be found, what nginx does, and what to change} */
    public Meaning meaning() {
        return Meaning.of(this);
    }

    /** What a finding is about. */
    public enum Group {
        /** A request on its way, against nginx's limits. */
        EXCHANGE,
        /** Something the service runs out of. */
        RESOURCE,
        /** What nginx's configuration and the service's own say of each other. */
        CONTRACT,
        /** The way requests come in. */
        TRAFFIC,
        /** What nginx itself tells. */
        GATEWAY
    }
}
