package dev.gatewayhealth.servlet;

import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the requests of one web application and answers its health endpoint. It stands first in the chain, on {@code /*}, for
 * dispatches of type {@code REQUEST} and {@code ASYNC}, with asynchronous requests supported.
 *
 * <p>With the agent in the same JVM it leaves the requests to the agent, or, where the agent does not know this server, shows them to
 * the agent's monitor. Two copies of the library in one JVM have one monitor: that of the first application, until it is stopped.
 */
public final class GatewayHealthFilter implements Filter {

    /** The name under which the filter is registered, whoever does it: a container keeps one filter of a name. */
    public static final String NAME = "gatewayHealth";

    private final Settings.@Nullable Outcome given;
    private final @Nullable Consumer<String> lines;
    private Following following = Bystander.ONLY;
    private Endpoint endpoint = Endpoint.NOWHERE;
    private TomcatFiles files = TomcatFiles.NONE;

    /** For containers: settings come from system properties, the environment and init parameters, lines go to the context's log. */
    public GatewayHealthFilter() {
        this.given = null;
        this.lines = null;
    }

    /**
     * For hosts with a configuration of their own.
     *
     * @param settings as they were read; their problems are the host's to tell
     * @param lines where a line for people goes
     */
    public GatewayHealthFilter(Settings.Outcome settings, Consumer<String> lines) {
        this.given = settings;
        this.lines = lines;
    }

    @Override
    public void init(FilterConfig config) {
        ServletContext context = config.getServletContext();
        Settings.Outcome settings = given == null ? InitParameters.read(config) : given;
        Consumer<String> where = lines == null ? context::log : lines;
        if (given == null) {
            settings.problems().forEach(problem -> where.accept("[gateway-health] " + problem.line()));
        }
        if (settings.settings().enabled()) {
            following = Following.in(context, settings, where);
            endpoint =
                    new Endpoint(context.getContextPath(), settings.settings().path());
            files = TomcatFiles.in(context);
        }
    }

    @Override
    public void destroy() {
        following.close();
        following = Bystander.ONLY;
    }

    /**
     * For a host that is about to stop its server: polls are answered with 503 from now on, and the call returns when those who poll have
     * seen it and nothing is in flight, after {@code drain.max} at the latest. With the agent in the JVM it returns at once: the agent holds the
     * server itself.
     */
    public void leave() {
        following.leave();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        if (following.leaving() && !answer.isCommitted()) {
            answer.setHeader("Connection", "close");
        }
        DispatcherType dispatch = asked.getDispatcherType();
        if (dispatch == DispatcherType.ASYNC) {
            resume(asked, answer, chain);
        } else if (dispatch != DispatcherType.REQUEST || FollowedResponse.isIn(answer)) {
            // A forward, an error page, or a filter that was registered twice: the exchange is followed already, or
            // over.
            chain.doFilter(request, response);
        } else if (!endpoint.answers(asked, answer, following)) {
            follow(asked, answer, chain);
        }
    }

    private void follow(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FollowedResponse followed = following.begin(request, response);
        if (followed == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            chain.doFilter(request, files.send(request) ? followed.unseen() : followed);
        } finally {
            followed.left(request);
        }
    }

    /** A request that was dispatched to the application again goes on with the exchange it began. */
    private static void resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FollowedResponse followed = FollowedResponse.of(request);
        if (followed == null) {
            chain.doFilter(request, response);
            return;
        }
        followed.mark(Mark.RESUMED);
        try {
            chain.doFilter(request, followed.inPlaceOf(response));
        } finally {
            followed.left(request);
        }
    }
}
