package dev.gatewayhealth.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings by which an application says how long it waits: what they are called, and what a value of theirs looks like. */
final class KnownTimeouts {

    private static final String DURATION = "duration";
    private static final String NUMBER = "number";

    /** Name, unit of a bare number, and whether anything but a bare number is taken. Spring Boot's, JPA's and the JDK's. */
    private static final String[][] ALL = {
        {"spring.mvc.async.request-timeout", "ms", DURATION},
        {"spring.transaction.default-timeout", "s", DURATION},
        {"spring.jdbc.template.query-timeout", "s", DURATION},
        {"spring.jpa.properties.jakarta.persistence.query.timeout", "ms", NUMBER},
        {"spring.datasource.hikari.connection-timeout", "ms", NUMBER},
        // Spring Boot 3.5's names for blocking and reactive clients, and the one of 4 for both.
        {"spring.http.client.connect-timeout", "ms", DURATION},
        {"spring.http.client.read-timeout", "ms", DURATION},
        {"spring.http.reactiveclient.connect-timeout", "ms", DURATION},
        {"spring.http.reactiveclient.read-timeout", "ms", DURATION},
        {"spring.http.clients.connect-timeout", "ms", DURATION},
        {"spring.http.clients.read-timeout", "ms", DURATION},
        {"spring.data.redis.connect-timeout", "ms", DURATION},
        {"spring.data.redis.timeout", "ms", DURATION},
        {"spring.elasticsearch.socket-timeout", "ms", DURATION},
        {"spring.cassandra.request.timeout", "ms", DURATION},
        {"spring.rabbitmq.template.reply-timeout", "ms", DURATION},
        {"sun.net.client.defaultConnectTimeout", "ms", NUMBER},
        {"sun.net.client.defaultReadTimeout", "ms", NUMBER},
    };

    private KnownTimeouts() {}

    static String[] names() {
        String[] names = new String[ALL.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = ALL[i][0];
        }
        return names;
    }

    /** What a number without a unit means there; {@code ms} or {@code s}. */
    static String unit(String name) {
        String[] known = find(name);
        return known == null ? "ms" : known[1];
    }

    /** Of asynchronous requests it means for ever, everywhere else as if nothing had been set. */
    static boolean foreverBelowZero(String name) {
        return name.equals(ALL[0][0]);
    }

    /** The line that sets it to no more than that time; null where nobody knows how it is set. */
    static @Nullable String line(String name, Duration time) {
        String[] known = find(name);
        if (known == null) {
            return null;
        }
        String value = Long.toString(time.toMillis());
        if (known[2].equals(DURATION)) {
            boolean seconds = time.toMillis() % 1000 == 0 || known[1].equals("s");
            value = seconds ? Math.max(1, time.toSeconds()) + "s" : value + "ms";
        }
        return (name.startsWith("spring.") ? "" : "-D") + name + "=" + value;
    }

    private static String @Nullable [] find(String name) {
        for (String[] each : ALL) {
            if (each[0].equals(name)) {
                return each;
            }
        }
        return null;
    }
}
