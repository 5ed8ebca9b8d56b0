package dev.gatewayhealth.finding;

import static dev.gatewayhealth.finding.Severity.CRITICAL;
import static dev.gatewayhealth.finding.Severity.NOTICE;
import static dev.gatewayhealth.finding.Severity.WARNING;

import java.util.Locale;

/** The stable name of each kind of finding, with the severity it has unless a rule says otherwise. */
public enum Code {
    READ_TIMEOUT_NEAR(Group.EXCHANGE, WARNING),
    SEND_TIMEOUT_NEAR(Group.EXCHANGE, WARNING),
    GATEWAY_GAVE_UP(Group.EXCHANGE, WARNING),
    ABANDONED_WORK(Group.EXCHANGE, WARNING),
    QUEUE_WAIT(Group.EXCHANGE, WARNING),
    RESPONSE_HEADER_LARGE(Group.EXCHANGE, WARNING),
    RESPONSE_ABORTED(Group.EXCHANGE, WARNING),
    RESPONSE_INVALID(Group.EXCHANGE, WARNING),

    REQUEST_THREADS(Group.RESOURCE, WARNING),
    CONNECTIONS(Group.RESOURCE, WARNING),
    ACCEPT_QUEUE(Group.RESOURCE, WARNING),
    FILE_DESCRIPTORS(Group.RESOURCE, WARNING),
    MEMORY(Group.RESOURCE, WARNING),
    HEAP(Group.RESOURCE, WARNING),
    DISK(Group.RESOURCE, WARNING),
    PROCESS_IDS(Group.RESOURCE, WARNING),
    PAUSES(Group.RESOURCE, WARNING),
    CPU_THROTTLED(Group.RESOURCE, WARNING),
    DEADLOCK(Group.RESOURCE, CRITICAL),
    EPHEMERAL_PORTS(Group.RESOURCE, WARNING),
    LISTENER(Group.RESOURCE, WARNING),

    CONTRACT_UNREADABLE(Group.CONTRACT, WARNING),
    SETTINGS_INVALID(Group.CONTRACT, WARNING),
    NOT_WOVEN(Group.CONTRACT, NOTICE),
    NOT_LISTENING(Group.CONTRACT, WARNING),
    SOCKET_PERMISSIONS(Group.CONTRACT, WARNING),
    HOST_INVALID(Group.CONTRACT, WARNING),
    KEEPALIVE_RACE(Group.CONTRACT, NOTICE),
    KEEPALIVE_NEAR_MISS(Group.CONTRACT, NOTICE),
    APPLICATION_TIMEOUT_LONGER(Group.CONTRACT, NOTICE),
    UPLOAD_LIMIT(Group.CONTRACT, NOTICE),
    REQUEST_HEADER_LIMIT(Group.CONTRACT, NOTICE),
    LISTEN_ADDRESS(Group.CONTRACT, NOTICE),
    SINGLE_UPSTREAM(Group.CONTRACT, NOTICE),
    NOT_PROXIED(Group.CONTRACT, NOTICE),

    HTTP_1_0(Group.TRAFFIC, NOTICE),
    CONNECTIONS_NOT_REUSED(Group.TRAFFIC, NOTICE),
    FORWARDED_HEADERS_MISSING(Group.TRAFFIC, NOTICE),
    UPGRADE_STRIPPED(Group.TRAFFIC, NOTICE),
    UNPOLLED(Group.TRAFFIC, NOTICE),
    ENDPOINT_EXPOSED(Group.TRAFFIC, NOTICE),

    GATEWAY_ERRORS(Group.GATEWAY, WARNING),
    UPSTREAM_EJECTED(Group.GATEWAY, WARNING);

    private final Group group;
    private final Severity severity;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Code(Group group, Severity severity) {
        this.group = group;
        this.severity = severity;
    }

    /** The kebab-case name in the report, in logs, metrics and docs. */
    public String word() {
        return word;
    }

    public Group group() {
        return group;
    }

    public Severity severity() {
        return severity;
    }

    /** What it takes for it to be found, what nginx does, and what to change. */
    public Meaning meaning() {
        return Meaning.of(this);
    }

    /** What a finding is about. */
    public enum Group {
        EXCHANGE,
        RESOURCE,
        CONTRACT,
        TRAFFIC,
        GATEWAY
    }
}
