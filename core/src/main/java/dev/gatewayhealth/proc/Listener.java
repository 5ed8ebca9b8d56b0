package dev.gatewayhealth.proc;

import java.net.InetAddress;

/**
 * A socket that listens in our network namespace, ours or not.
 *
 * @param acceptQueue how many finished handshakes nobody has accepted yet
 */
public record Listener(InetAddress address, int port, long acceptQueue) {}
