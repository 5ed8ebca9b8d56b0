package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatewayhealth.spring.Service.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What an application waits for is held against what its gateway waits for the application. */
final class TimeoutsIT {

    private static final String[] GATEWAY = {"gateway-health.proxy-read-timeout=10s", "gateway-health.admin.token=open"
    };

    @ParameterizedTest
    @EnumSource(Server.class)
    void whatIsWrittenInSpringsConfigurationIsNamedWithWhereItStands(Server server) {
        try (Service service = Service.on(server)
                .with(GATEWAY)
                .with(
                        "spring.http.clients.read-timeout=${patience}",
                        "patience=20s",
                        "spring.jdbc.template.queryTimeout=9")
                .with("spring.data.redis.timeout=PT30S")
                .start()) {
            // The filter knows the server since the first request.
            service.get("/hello");
            awaitReport(
                    service,
                    "gives up on spring.http.clients.read-timeout after 20s"
                            + " (spring.http.clients.read-timeout in the command line), nginx after 10s");
            awaitReport(service, "spring.http.clients.read-timeout=9s");
            awaitReport(service, "gives up on spring.data.redis.timeout after 30s");
            assertThat(report(service))
                    .doesNotContain("queryTimeout", "query-timeout", "gives up on connectionTimeout");
        }
    }

    @Test
    void poolsAreAskedForWhatIsInEffectAndNoneIsMadeForIt() {
        try (Service service =
                Service.on(Server.TOMCAT).with(GATEWAY).with(Pools.class).start()) {
            // The filter knows the server since the first request.
            service.get("/hello");
            awaitReport(
                    service,
                    "gives up on spring.datasource.hikari.connection-timeout after 30s"
                            + " (HikariDataSource dataSource)");
            awaitReport(service, "spring.datasource.hikari.connection-timeout=9000");
            awaitReport(service, "never gives up on connectionTimeout of the pool reports (HikariDataSource reports)");
            assertThat(report(service)).doesNotContain("pool orders", "pool archive");
            assertThat(service.context().getBeanFactory().containsSingleton("archive"))
                    .isFalse();
        }
    }

    private static void awaitReport(Service service, String text) {
        service.await(text, "/gateway-health/report", "Authorization", "Bearer open");
    }

    private static String report(Service service) {
        return service.get("/gateway-health/report", "Authorization", "Bearer open")
                .body();
    }

    /** Pools that nobody has asked for a connection. */
    @Configuration(proxyBeanMethods = false)
    static class Pools {

        @Bean
        HikariDataSource dataSource() {
            return new HikariDataSource();
        }

        @Bean
        HikariDataSource orders() {
            return patient(10_000);
        }

        @Bean
        HikariDataSource reports() {
            return patient(0);
        }

        @Bean
        @Lazy
        HikariDataSource archive() {
            return patient(60_000);
        }

        private static HikariDataSource patient(long millis) {
            HikariDataSource pool = new HikariDataSource();
            pool.setConnectionTimeout(millis);
            return pool;
        }
    }
}
