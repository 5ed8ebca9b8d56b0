package dev.gatewayhealth.agent.jetty;

import static dev.gatewayhealth.agent.weave.Value.number;
import static dev.gatewayhealth.agent.weave.Value.self;

import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Value;
import java.util.ArrayList;
import java.util.List;

/** The servlet layers of Jetty 12: which thread works on a request that was dispatched again. Any of them, or none, may be there. */
final class ServletPoints {

    private static final String PART = "a request is dispatched again";

    private ServletPoints() {}

    static List<Point> all() {
        List<Point> points = new ArrayList<>();
        for (String layer : List.of("ee10", "ee11")) {
            String channel = "org.eclipse.jetty." + layer + ".servlet.ServletChannel";
            Value request = self().call(channel, "getRequest", "()Lorg/eclipse/jetty/server/Request;");
            points.addAll(dispatch(Point.in(channel).formOfExtra(PART).method("dispatchAsync", "()V"), request)
                    .points());
        }
        for (String layer : List.of("ee8", "ee9")) {
            String nested = "org.eclipse.jetty." + layer + ".nested.";
            String dispatchable = nested + "HttpChannel$AsyncDispatchable";
            String core = nested + "ContextHandler$CoreContextRequest";
            Value request = self().field(dispatchable, "this$0", type(nested + "HttpChannel"))
                    .call(nested + "HttpChannel", "getCoreRequest", "()" + type(core));
            points.addAll(dispatch(Point.in(dispatchable).formOfExtra(PART).method("dispatch", "()V"), request)
                    .points());
        }
        return points;
    }

    private static Point.In dispatch(Point.In method, Value request) {
        Value lane = CorePoints.lane(request);
        // The thread may be the one it was handed over by; it went asynchronous all the same.
        return method.entry("PARKED", lane, number(0)).entry("RESUMED", lane).exit("PARKED", lane, number(0));
    }

    private static String type(String name) {
        return "L" + name.replace('.', '/') + ";";
    }
}
