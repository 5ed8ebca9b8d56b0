package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.finding.FindingMap;
import dev.gatewayhealth.finding.Subscribers;
import dev.gatewayhealth.library.HealthMap;
import dev.gatewayhealth.metrics.MeterSource;
import dev.gatewayhealth.report.HealthResponse;
import dev.gatewayhealth.report.JsonReport;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Hook#bridge()} carries: the engine's face towards a copy of the library in another class loader, in types of
 * {@code java.base} alone. A copy that finds it there starts no monitor of its own.
 *
 * <p>A caller looks a key up once and does without what is missing: the agent may be older than the library, or newer.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code follows}</td><td>{@link BooleanSupplier}: whether requests are followed at the server itself; then a filter has
 *     nothing to do but let them pass</td></tr>
 * <tr><td>{@code answer}</td><td>{@link Function} of {@code {method, rawPath, accept, authorization, userAgent, from,
 *     forwardedFor}}, strings of which the middle three and the last may be null and an older library leaves the last out, to
 *     {@code {Integer status, String[] headers, byte[] body}}, names and values of the headers in turn; null if the path belongs to the application</td></tr>
 * <tr><td>{@code listening}</td><td>{@link Consumer} of {@code {String server, String address, Integer port}}: where a filter of a
 *     server that the engine does not know takes requests; address and port are null where nobody knows them</td></tr>
 * <tr><td>{@code begin}</td><td>{@link BiFunction} of a view and a request of the caller's own to a handle: an exchange begins on
 *     the calling thread. The view is a {@code BiFunction<String, Object, Object>} that tells what {@link BridgedView} asks for, on
 *     any thread</td></tr>
 * <tr><td>{@code mark}</td><td>{@link ObjIntConsumer} of a handle and one of the {@link Mark}s by its place in the list</td></tr>
 * <tr><td>{@code findings}</td><td>{@link Function} of a {@code Consumer<Map<String, Object>>}, told what {@link FindingMap} makes
 *     of findings that begin, change and end, to the {@link Runnable} that ends the subscription</td></tr>
 * <tr><td>{@code application}</td><td>{@link Function} of a {@code Supplier<Object[][]>}, asked once on another thread for rows of
 *     {@code {String name, Long millis, String source}}, how long an application waits for what it needs, to the {@link Runnable} that
 *     ends that</td></tr>
 * <tr><td>{@code report}</td><td>{@link Supplier} of the report as JSON in UTF-8</td></tr>
 * <tr><td>{@code health}</td><td>{@link Supplier} of what {@link HealthMap} makes of the report</td></tr>
 * <tr><td>{@code meters}</td><td>{@link Function} of the name of a meter in Micrometer to its values by tags, as {@link MeterSource}
 *     has them</td></tr>
 * </table>
 *
 * <p>It is put up at premain, before anybody could ask, so nothing of it is made before somebody does.
 */
final class Bridge extends AbstractMap<String, Object> {

    private final Engine engine;
    private @Nullable Map<String, Object> parts;
    private @Nullable Subscribers subscribers;

    Bridge(Engine engine) {
        this.engine = engine;
    }

    @Override
    public synchronized Set<Entry<String, Object>> entrySet() {
        Map<String, Object> made = parts;
        if (made == null) {
            made = make();
            parts = made;
        }
        return made.entrySet();
    }

    private Map<String, Object> make() {
        BooleanSupplier follows = engine::follows;
        Function<Object[], Object @Nullable []> answer = this::answer;
        Consumer<Object[]> listening = this::listening;
        BiFunction<BiFunction<String, Object, Object>, Object, Object> begin = Mark::begin;
        ObjIntConsumer<Object> mark = Mark::set;
        Function<Consumer<Map<String, Object>>, Runnable> findings =
                listener -> subscribers().add(listener);
        Function<Supplier<Object[][]>, Runnable> application =
                rows -> engine.started().application(new BridgedTimeouts(rows));
        Supplier<byte[]> report = () -> JsonReport.of(engine.started().report());
        Supplier<Map<String, Object>> health =
                () -> HealthMap.of(engine.started().report());
        Function<String, Map<Map<String, String>, Double>> meters = engine::meters;
        return Map.of(
                "follows", follows,
                "answer", answer,
                "listening", listening,
                "begin", begin,
                "mark", mark,
                "findings", findings,
                "application", application,
                "report", report,
                "health", health,
                "meters", meters);
    }

    private synchronized Subscribers subscribers() {
        Subscribers its = subscribers;
        if (its == null) {
            its = new Subscribers(Stderr.SAY);
            engine.started().listen(its);
            subscribers = its;
        }
        return its;
    }

    private Object @Nullable [] answer(Object[] asked) {
        HealthResponse response = Engine.poll(
                (String) asked[0], (String) asked[1], (String) asked[2], (String) asked[3], (String) asked[4], (String)
                        asked[5]);
        if (response != null && asked.length > 6 && asked[6] instanceof String whom && !whom.isEmpty()) {
            String sent = asked.length > 7 && asked[7] instanceof String all ? all : (String) asked[1];
            engine.started().pollers().throughTheGateway(sent);
        }
        return response == null ? null : new Object[] {response.status(), headers(response), response.body()};
    }

    private static String[] headers(HealthResponse response) {
        String[] flat = new String[response.headers().size() * 2];
        int i = 0;
        for (HealthResponse.Header header : response.headers()) {
            flat[i++] = header.name();
            flat[i++] = header.value();
        }
        return flat;
    }

    private void listening(Object[] place) {
        Listening where = place[1] instanceof String address && place[2] instanceof Integer port
                ? new Listening(address, port, null)
                : null;
        engine.filtered((String) place[0], where);
    }
}
