package dev.gatewayhealth.servlet;

import dev.gatewayhealth.library.Answer;
import dev.gatewayhealth.library.SharedMonitor;
import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** No agent in the JVM: the requests are followed by the library's own monitor, or by nobody while another copy has one. */
final class Alone implements Following {

    private final String server;
    private final String owner;
    private final Settings.Outcome settings;
    private final Consumer<String> lines;
    private volatile @Nullable OwnMonitor monitor;
    private boolean closed;

    Alone(ServletContext context, Settings.Outcome settings, Consumer<String> lines) {
        this.server = context.getServerInfo();
        this.owner = "the filter of " + (context.getContextPath().isEmpty() ? "/" : context.getContextPath());
        this.settings = settings;
        this.lines = lines;
        OwnMonitor joined = OwnMonitor.join(server, owner, settings, lines);
        this.monitor = joined;
        if (joined == null) {
            lines.accept("[gateway-health] this JVM has a monitor already, started by " + SharedMonitor.owner()
                    + "; the requests of this application are not followed until that one is stopped. To follow both,"
                    + " put the library where they share it, or attach the agent");
        }
    }

    @Override
    public @Nullable FollowedResponse begin(HttpServletRequest request, HttpServletResponse response) {
        OwnMonitor its = monitor;
        if (its == null) {
            its = joinIfFree();
        }
        return its == null ? null : its.begin(request, response);
    }

    @Override
    public @Nullable Answer poll(HttpServletRequest request, String path) {
        OwnMonitor its = monitor;
        return its == null ? null : its.source().answer(Endpoint.question(request, path));
    }

    @Override
    public boolean leaving() {
        OwnMonitor its = monitor;
        return its != null && its.leaving();
    }

    @Override
    public void leave() {
        OwnMonitor its = monitor;
        if (its != null) {
            its.drain();
        }
    }

    private @Nullable OwnMonitor joinIfFree() {
        return SharedMonitor.owner() == null ? join() : null;
    }

    private synchronized @Nullable OwnMonitor join() {
        OwnMonitor its = monitor;
        if (its == null && !closed) {
            its = OwnMonitor.join(server, owner, settings, lines);
            monitor = its;
        }
        return its;
    }

    @Override
    public synchronized void close() {
        closed = true;
        OwnMonitor its = monitor;
        if (its != null) {
            monitor = null;
            its.leave();
        }
    }
}
