package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import org.jspecify.annotations.Nullable;

/** What Netty has where other servers have a pool of request threads. */
record EventLoops(Listening listening) implements ThreadPoolGauge {

    @Override
    public String connector() {
        return "listener " + (listening.unixPath() == null ? ":" + listening.port() : listening.unixPath());
    }

    @Override
    public String setting() {
        return "io.netty.eventLoopThreads";
    }

    @Override
    public String missing() {
        return "event loops serve the " + connector() + ", no pool of request threads";
    }

    @Override
    public int busy() {
        return -1;
    }

    @Override
    public int max() {
        return 0;
    }

    @Override
    public int queued() {
        return 0;
    }

    @Override
    public @Nullable Object oldestQueued() {
        return null;
    }
}
