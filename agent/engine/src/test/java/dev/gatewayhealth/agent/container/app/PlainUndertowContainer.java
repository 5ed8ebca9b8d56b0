package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Container;
import dev.gatewayhealth.agent.container.Gate;
import io.undertow.Undertow;
import io.undertow.server.handlers.BlockingHandler;
import java.net.InetSocketAddress;

/** An embedded Undertow without servlets: everything waits at the gate, on a worker, and is answered. */
public final class PlainUndertowContainer implements Container {

    public static final int THREADS = 3;

    private Undertow undertow;

    @Override
    public int start() {
        undertow = Undertow.builder()
                .setWorkerThreads(THREADS)
                .addHttpListener(0, "127.0.0.1", new BlockingHandler(exchange -> {
                    Gate.pass();
                    exchange.getResponseSender().send("done");
                }))
                .build();
        undertow.start();
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void stop() {
        undertow.stop();
    }
}
