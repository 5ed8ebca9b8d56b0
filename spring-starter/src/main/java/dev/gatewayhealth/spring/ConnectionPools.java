package dev.gatewayhealth.spring;

import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.audit.ListenerLimits.ApplicationTimeout;
import dev.gatewayhealth.contract.Sourced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** How long the application waits for a connection of the HikariCP pools it has made; none is made for it, nor a class of theirs loaded. */
final class ConnectionPools {

    private static final String POOL = "com.zaxxer.hikari.HikariDataSource";

    /** The setting of the pool that Spring Boot makes, which it calls {@value #BOOTS}. */
    private static final String SETTING = "spring.datasource.hikari.connection-timeout";

    private static final String BOOTS = "dataSource";

    private ConnectionPools() {}

    /** @param written which timeouts are set, and where */
    static List<ApplicationTimeout> of(ConfigurableListableBeanFactory beans, List<ApplicationTimeout> written) {
        List<ApplicationTimeout> timeouts = new ArrayList<>();
        for (String name : beans.getSingletonNames()) {
            Object bean = beans.getSingleton(name);
            Long millis = bean != null && isPool(bean.getClass()) ? connectionTimeout(bean) : null;
            if (millis != null) {
                // HikariCP's own word for ever.
                Duration time = millis >= Integer.MAX_VALUE ? ListenerLimits.NEVER : Duration.ofMillis(millis);
                String what = name.equals(BOOTS) ? SETTING : "connectionTimeout of the pool " + name;
                timeouts.add(new ApplicationTimeout(what, new Sourced<>(time, source(what, name, time, written))));
            }
        }
        return timeouts;
    }

    private static boolean isPool(@Nullable Class<?> type) {
        return type != null && (type.getName().equals(POOL) || isPool(type.getSuperclass()));
    }

    private static @Nullable Long connectionTimeout(Object pool) {
        try {
            return (Long) pool.getClass().getMethod("getConnectionTimeout").invoke(pool);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static String source(String what, String bean, Duration time, List<ApplicationTimeout> written) {
        for (ApplicationTimeout each : written) {
            if (each.name().equals(what) && time.equals(each.timeout().value())) {
                return each.timeout().source();
            }
        }
        return "HikariDataSource " + bean;
    }
}
