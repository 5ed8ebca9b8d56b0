package dev.gatewayhealth.agent.servlet;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.report.HealthResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Follows the requests of a servlet container that is not followed itself, as far as its servlets show them. */
public final class ServletFallback {

    private static final String SERVED = "dev.gatewayhealth.served";

    private final Exchanges exchanges;

    /** By the class of the request: its loader's servlet API. */
    private final ClassValue<ServletTypes> types = new ClassValue<>() {
        @Override
        protected ServletTypes computeValue(Class<?> request) {
            try {
                return new ServletTypes(request);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This is no servlet API we know: " + e, e);
            }
        }
    };

    /**
     * Follows no request yet.
     *
     * @param exchanges those in flight
     */
    public ServletFallback(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /**
     * {@return what the container calls itself, for example {@code Apache Tomcat/9.0.1}}
     *
     * @param request the server's request object
     */
    public String server(Object request) {
        Object context = types.get(request.getClass()).context.of(request);
        Object told = context == null
                ? null
                : new Asked(context).method("getServerInfo").object();
        return told instanceof String name && !name.isBlank() ? name : "servlet container";
    }

    /**
     * {@return where it took that request; null if it does not say}
     *
     * @param request the server's request object
     */
    public @Nullable Listening listening(Object request) {
        ServletTypes its = types.get(request.getClass());
        InetSocketAddress local = ServletView.address(its.localAddress.of(request), its.localPort.of(request));
        return local == null ? null : new Listening(local.getAddress().getHostAddress(), local.getPort(), null);
    }

    /**
     * {@return whether it answered a poll in the servlet's place}
     *
     * @param request the server's request object
     * @param response the servlet's response object
     * @param poll asks the endpoint
     */
    public boolean answer(Object request, Object response, Poll poll) {
        ServletTypes its = types.get(request.getClass());
        if (its.attribute(request, SERVED) != null) {
            return false;
        }
        ServletView view = new ServletView(its);
        Served served = new Served(request, response);
        HealthResponse answer = poll.ask(view, served, served);
        if (answer != null) {
            send(its, answer, response);
        }
        return answer != null;
    }

    /**
     * The calling thread enters a servlet with that request.
     *
     * @param request the server's request object
     * @param response the servlet's response object
     */
    public void enter(Object request, Object response) {
        ServletTypes its = types.get(request.getClass());
        if (its.attribute(request, SERVED) instanceof Served served) {
            served.enter();
            return;
        }
        Served served = new Served(request, response);
        its.setAttribute(request, SERVED, served);
        served.begin(new Lane(exchanges, new ServletView(its), served), System.nanoTime());
        served.enter();
    }

    /**
     * The calling thread leaves a servlet.
     *
     * @param request the server's request object
     */
    public void leave(Object request) {
        ServletTypes its = types.get(request.getClass());
        if (!(its.attribute(request, SERVED) instanceof Served served) || !served.leave()) {
            return;
        }
        if (Boolean.TRUE.equals(its.asyncStarted.of(request))) {
            served.goesOn();
            listen(its, request, served);
        } else {
            served.end();
        }
    }

    private static void listen(ServletTypes its, Object request, Served served) {
        Object context = its.asyncContext.of(request);
        if (context == null || !served.toBeListenedTo()) {
            return;
        }
        try {
            its.addListener(context, new AsyncEnd(its, served).listener());
        } catch (IllegalStateException e) {
            // It was completed a moment ago.
            served.end();
        }
    }

    private static void send(ServletTypes its, HealthResponse answer, Object response) {
        its.setStatus(response, answer.status());
        for (HealthResponse.Header header : answer.headers()) {
            its.setHeader(response, header.name(), header.value());
        }
        try {
            OutputStream out = (OutputStream) its.output(response);
            out.write(answer.body());
            out.flush();
        } catch (IOException e) {
            // Whoever polled has left.
        }
    }
}
