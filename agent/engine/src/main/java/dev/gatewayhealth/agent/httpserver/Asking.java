package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** A request that may be one for the endpoint, on the thread that serves it. */
sealed interface Asking permits Filtered, Rejected {

    @Nullable
    String method();

    /** Raw, without the query. */
    @Nullable
    String path();

    @Nullable
    String header(String name);

    /** Answers in the application's place. */
    void send(HealthResponse answer);
}
