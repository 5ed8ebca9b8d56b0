package dev.gatewayhealth.servlet;

import dev.gatewayhealth.library.AgentBridge;
import dev.gatewayhealth.library.Answer;
import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who follows the requests of a web application: this library's own monitor, the agent's, or nobody. */
sealed interface Following extends AutoCloseable permits Alone, BesideAgent, Bystander {

    /** Decides for one application; with an agent in the JVM nothing of the library's own is started. */
    static Following in(ServletContext context, Settings.Outcome settings, Consumer<String> lines) {
        AgentBridge agent = AgentBridge.find();
        return agent == null ? new Alone(context, settings, lines) : new BesideAgent(agent, context.getServerInfo());
    }

    /** Begins an exchange; null if this request is not to be followed here. */
    @Nullable
    FollowedResponse begin(HttpServletRequest request, HttpServletResponse response);

    /** The endpoint's answer for a path beneath the context path; null if that is the application's. */
    @Nullable
    Answer poll(HttpServletRequest request, String path);

    /** Whether this instance leaves, and its answers shall be the last of their connections. */
    default boolean leaving() {
        return false;
    }

    /** Takes readiness back, and returns when the server may stop; at once where somebody else sees to that. */
    default void leave() {}

    @Override
    void close();
}
