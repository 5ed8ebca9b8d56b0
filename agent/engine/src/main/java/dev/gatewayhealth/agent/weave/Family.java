package dev.gatewayhealth.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of server as far as it is known before any of its classes is seen. Every JVM that carries the agent pays for this much of
 * every kind; what is to be woven is made when a class of the kind is loaded.
 */
public interface Family {

    /** {@return the name of the server, for the report} */
    String name();

    /** {@return what the internal names of its classes begin with} Compared with the name of each class the JVM loads. */
    List<String> beginnings();

    /** {@return what to weave} Asked for once, when a class is loaded whose name begins like that. */
    Instrumented instrumented();

    /** {@return which of its classes may turn out to be another server's; null if the names are nobody else's} */
    default @Nullable Namesakes namesakes() {
        return null;
    }
}
