package dev.gatewayhealth.proc;

import java.net.InetAddress;

/**
 * A socket that listens in our network namespace, ours or not.
 *
 * @param address all zeros for every address of the machine
 * @param port from 1 to 65535
 * @param acceptQueue how many finished handshakes nobody has accepted yet
 */
public record Listener(InetAddress address, int port, long acceptQueue) {}
