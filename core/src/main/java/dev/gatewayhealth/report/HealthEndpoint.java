package dev.gatewayhealth.report;

import dev.gatewayhealth.report.HealthResponse.Header;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of the endpoint, the same in every form: who gets which answer under which path. Any thread may ask. */
public final class HealthEndpoint {

    private static final HealthResponse READ_ONLY = HealthResponse.bare(405, new Header("Allow", "GET, HEAD"));
    private static final HealthResponse POST_ONLY = HealthResponse.bare(405, new Header("Allow", "POST"));
    private static final HealthResponse NO_TOKEN =
            HealthResponse.bare(401, new Header("WWW-Authenticate", "Bearer realm=\"gateway-health\""));
    private static final HealthResponse BROKEN = HealthResponse.bare(500);
    private static final HealthResponse DRAINING =
            HealthResponse.of(202, "application/json", "{\"status\":\"DRAINING\"}".getBytes(StandardCharsets.US_ASCII));

    private final String path;
    private final @Nullable BearerToken token;
    private final Supplier<PreparedAnswers> answers;
    private final @Nullable Supplier<String> metrics;
    private final @Nullable Runnable drain;

    /**
     * The endpoint under one path.
     *
     * @param path where the status is answered; the rest is below it
     * @param token what {@code Authorization: Bearer} must carry, null if none is set
     * @param answers the current ones; one volatile read
     * @param metrics Prometheus text, null where the host has its own
     * @param drain begins draining without waiting for its end; null where that cannot be asked for
     */
    public HealthEndpoint(
            String path,
            @Nullable String token,
            Supplier<PreparedAnswers> answers,
            @Nullable Supplier<String> metrics,
            @Nullable Runnable drain) {
        this.path = path;
        this.token = token == null ? null : new BearerToken(token);
        this.answers = answers;
        this.metrics = metrics;
        this.drain = drain;
    }

    /**
     * The answer, or null if the path is not ours and belongs to the application.
     *
     * @param method of the request line; one that the path does not take is answered with 405
     * @param rawPath as it came over the wire, undecoded, with or without a query, which is ignored
     * @param accept as sent, null without one
     * @param authorization as sent, null without one; only {@code Bearer} with the admin token opens the inner paths
     * @param admin whether it came to the admin listener; a loopback address proves nothing, the gateway has one too
     * @return null if the path is not ours
     */
    public @Nullable HealthResponse answer(
            String method, String rawPath, @Nullable String accept, @Nullable String authorization, boolean admin) {
        Row row = row(rawPath, admin);
        if (row == null) {
            return null;
        }
        return switch (row) {
            case HEALTH -> answers.get().health().answer(method, accept);
            case LIVE -> answers.get().live().answer(method, accept);
            default -> opens(authorization) ? inner(row, method) : NO_TOKEN;
        };
    }

    /**
     * {@return whether {@link #answer} would answer} Allocates nothing, for hooks that ask this of every request.
     *
     * @param rawPath as it came over the wire, undecoded
     * @param admin whether it came to the admin listener
     */
    public boolean claims(String rawPath, boolean admin) {
        return row(rawPath, admin) != null;
    }

    /**
     * {@return whether that is the path of those who ask if requests may come}
     *
     * @param rawPath as it came over the wire, undecoded
     */
    public boolean readiness(String rawPath) {
        return row(rawPath, false) == Row.HEALTH;
    }

    private @Nullable Row row(String rawPath, boolean admin) {
        if (!rawPath.startsWith(path)) {
            return null;
        }
        int query = rawPath.indexOf('?', path.length());
        int end = query < 0 ? rawPath.length() : query;
        for (Row row : Row.ALL) {
            boolean named = end - path.length() == row.suffix.length() && rawPath.startsWith(row.suffix, path.length());
            if (named) {
                return served(row, admin) ? row : null;
            }
        }
        return null;
    }

    private boolean served(Row row, boolean admin) {
        return switch (row) {
            case HEALTH, LIVE -> true;
            case REPORT -> admin || token != null;
            case METRICS -> metrics != null && (admin || token != null);
            case DRAIN -> drain != null && admin;
        };
    }

    private boolean opens(@Nullable String authorization) {
        return token == null || token.opens(authorization);
    }

    private HealthResponse inner(Row row, String method) {
        if (row == Row.DRAIN) {
            return method.equals("POST") ? startDraining() : POST_ONLY;
        }
        return switch (method) {
            case "GET" -> body(row);
            case "HEAD" -> body(row).withoutBody();
            default -> READ_ONLY;
        };
    }

    /** Asked for seldom and by operators only; if it breaks, it breaks as a 500 and nothing else does. */
    private HealthResponse body(Row row) {
        PreparedAnswers current = answers.get();
        try {
            return row == Row.METRICS && metrics != null ? current.metricsBody(metrics) : current.reportBody();
        } catch (RuntimeException | LinkageError e) {
            return BROKEN;
        }
    }

    private HealthResponse startDraining() {
        try {
            if (drain != null) {
                drain.run();
            }
            return DRAINING;
        } catch (RuntimeException e) {
            return BROKEN;
        }
    }

    /** What is served, by what follows the path. */
    private enum Row {
        HEALTH(""),
        LIVE("/live"),
        REPORT("/report"),
        METRICS("/metrics"),
        DRAIN("/drain");

        private static final Row[] ALL = values();

        private final String suffix;

        Row(String suffix) {
            this.suffix = suffix;
        }
    }
}
