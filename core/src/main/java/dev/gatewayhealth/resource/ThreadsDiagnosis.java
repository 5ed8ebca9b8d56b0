package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.amount;
import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;

/**
 * What to say of request threads.
 *
 * @param threads whose pressure it is
 * @param warnAt the share it warns from
 */
record ThreadsDiagnosis(RequestThreads threads, double warnAt) implements Diagnosis {

    /** What nginx logs of a request that nobody picked up within proxy_read_timeout. */
    static final String READ_TIMED_OUT =
            "upstream timed out (110: Connection timed out) while reading response header from upstream";

    @Override
    public boolean onlyIfSomebodyWaits() {
        return true;
    }

    /**
     * What a server does for itself takes threads too, each for a moment: Jetty counts a task from when it is handed out, and those of
     * twenty connections that open at once once looked like a full pool. It takes half a second to be near, a quarter to be full.
     */
    @Override
    public int readings(Pressure found) {
        return switch (found) {
            case CALM, FORECAST -> 1;
            case NEAR -> 3;
            case EXHAUSTED -> 2;
        };
    }

    /** Where threads wait for one another, as for a lock, one more or less is free from one moment to the next: two seconds. */
    @Override
    public int calmReadings() {
        return 8;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        return Evidence.of(Code.REQUEST_THREADS, threads.connector(), usage, forecast)
                .severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(what(pressure, usage, forecast)
                        + "; a request that waits longer than proxy_read_timeout becomes a 504")
                .gateway(504, READ_TIMED_OUT)
                .remedy(cap(threads, usage.limit()))
                .remedy(Remedy.service(
                        "find what the threads wait for; if it is not for one another, raise " + threads.setting()))
                .build();
    }

    /** Turns what nobody here can serve to another server; without one nginx says 502 at once, where it would say 504 later. */
    static Remedy cap(RequestThreads threads, double most) {
        return cap(threads.connector(), most);
    }

    /** @param connector as it is called for people: {@code connector :8080}, {@code connector /run/app.sock} */
    static Remedy cap(String connector, double most) {
        String address = connector.replace("connector ", "");
        address = address.startsWith(":") ? "127.0.0.1" + address : address;
        address = address.startsWith("/") ? "unix:" + address : address;
        return Remedy.nginx("server " + address + " max_conns=" + amount(most) + ";");
    }

    private static String waiting(long requests) {
        return requests == 1 ? "1 request waits" : requests + " requests wait";
    }

    /** Nothing where nobody can tell which it is. */
    private String oldest() {
        long nanos = threads.oldestQueuedNanos();
        return nanos == 0 ? "" : ", the oldest for " + seconds(nanos / 1e9);
    }

    private String what(Pressure pressure, Usage usage, Forecast forecast) {
        String pool = amount(usage.limit()) + " request threads of " + usage.source();
        String busy = amount(usage.used()) + " of " + pool + " are busy";
        return switch (pressure) {
            case EXHAUSTED -> "all " + pool + " are busy and " + waiting(usage.waiting()) + oldest();
            case FORECAST ->
                busy + " and " + seconds(forecast.exhaustedInSeconds()) + " from now all will be, at "
                        + amount(forecast.perSecond()) + " more a second";
            case NEAR, CALM ->
                busy + " (" + percent(usage.used() / usage.limit()) + ", warned from " + percent(warnAt) + ")";
        };
    }
}
