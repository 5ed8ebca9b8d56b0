package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.exchange.BrokenOff;

/**
 * An exchange whose connection broke, in the terms of the gateway's clock.
 *
 * @param silence how long the gateway had been waiting, in nanoseconds
 */
record Broken(Limit limit, Phase phase, Received received, long silence) {

    /** From what the watch knew of it, if it was old enough to be followed; else from what it says itself. */
    static Broken of(BrokenOff off, GatewayContract contract) {
        Phase phase = off.headerSent() ? Phase.STREAMING : Phase.BEFORE_HEADER;
        long silence = off.brokenAt() - off.silentSince();
        Followed followed = off.followed() instanceof Followed known ? known : null;
        RequestFacts facts = followed == null ? null : followed.facts;
        Limit limit = followed == null ? null : followed.limit;
        if (followed == null || facts == null || limit == null) {
            RequestFacts said = said(off);
            return new Broken(Limit.of(contract, said, false), phase, said.received(), silence);
        }
        if (phase == Phase.BEFORE_HEADER && followed.phase == Phase.RECEIVING) {
            phase = Phase.RECEIVING;
        } else if (phase == Phase.BEFORE_HEADER && facts.bodyExpected() == 0) {
            silence += Math.max(0, followed.queued());
        }
        return new Broken(limit, phase, facts.received(), silence);
    }

    private static RequestFacts said(BrokenOff off) {
        String path = off.path();
        Received received = new Received(
                off.host(),
                path == null ? "/" : path,
                off.protocol() == null ? "HTTP/1.1" : off.protocol(),
                off.method() == null ? "GET" : off.method());
        return new RequestFacts(received, null, -1, 0, -1, null);
    }
}
