package dev.gatewayhealth.agent.servlet;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.number;

import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The one place that every servlet container passes, {@code HttpServlet}, of both APIs. What a container answers without a servlet never
 * comes by here, nor does anything that happens on the wire; includes and forwards come by more than once.
 */
public final class ServletPoints {

    /** Behind the name of either API. */
    private static final String SERVLET = ".servlet.http.HttpServlet";

    private ServletPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>(service("jakarta"));
        points.addAll(service("javax"));
        return new Instrumented("Servlet", points, Set.of());
    }

    private static List<Point> service(String api) {
        String descriptor = "(L" + api + "/servlet/ServletRequest;L" + api + "/servlet/ServletResponse;)V";
        return Point.in(api + SERVLET)
                .method("service", descriptor)
                .entry("ANSWER", argument(0), argument(1), number(-1))
                .entry("SERVING", argument(0), argument(1))
                .exit("SERVED", argument(0))
                .points();
    }
}
