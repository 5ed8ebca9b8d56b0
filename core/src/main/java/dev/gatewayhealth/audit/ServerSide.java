package dev.gatewayhealth.audit;

import java.time.Duration;

/** What the settings of a server are called, as it is written into its configuration. */
enum ServerSide {
    TOMCAT {
        @Override
        String idleTimeout(Duration time) {
            return "keepAliveTimeout=\"" + time.toMillis() + "\" on the Connector in server.xml; Spring Boot:"
                    + " server.tomcat.keep-alive-timeout=" + seconds(time);
        }

        @Override
        String requestHeader(long bytes) {
            return "maxHttpRequestHeaderSize=\"" + bytes + "\" on the Connector in server.xml (older ones:"
                    + " maxHttpHeaderSize); Spring Boot: server.max-http-request-header-size=" + bytes + "B";
        }

        @Override
        String body(long bytes) {
            return "maxPostSize=\"" + signed(bytes) + "\" and maxSwallowSize=\"" + signed(bytes)
                    + "\" on the Connector in server.xml; Spring Boot: server.tomcat.max-http-form-post-size="
                    + boot(bytes) + ", server.tomcat.max-swallow-size=" + boot(bytes) + " and " + multipart(bytes);
        }

        @Override
        String asyncTimeout(Duration time) {
            return "asyncTimeout=\"" + time.toMillis() + "\" on the Connector in server.xml; Spring Boot:"
                    + " spring.mvc.async.request-timeout=" + seconds(time);
        }

        @Override
        String address(String address) {
            return "address=\"" + address + "\" on the Connector in server.xml; Spring Boot: server.address=" + address;
        }
    },
    JETTY {
        @Override
        String idleTimeout(Duration time) {
            return "jetty.http.idleTimeout=" + time.toMillis() + " in start.d/http.ini; Spring Boot:"
                    + " server.jetty.connection-idle-timeout=" + seconds(time);
        }

        @Override
        String requestHeader(long bytes) {
            return "jetty.httpConfig.requestHeaderSize=" + bytes
                    + " in start.d/server.ini; Spring Boot: server.max-http-request-header-size=" + bytes + "B";
        }

        @Override
        String body(long bytes) {
            return "server.jetty.max-http-form-post-size=" + boot(bytes) + " and " + multipart(bytes)
                    + " in Spring Boot; org.eclipse.jetty.server.Request.maxFormContentSize=" + signed(bytes)
                    + " as a system property before Jetty 12";
        }

        @Override
        String asyncTimeout(Duration time) {
            return "AsyncContext.setTimeout(" + time.toMillis() + "); Spring Boot: spring.mvc.async.request-timeout="
                    + seconds(time);
        }

        @Override
        String address(String address) {
            return "jetty.http.host=" + address + " in start.d/http.ini; Spring Boot: server.address=" + address;
        }
    },
    UNDERTOW {
        @Override
        String idleTimeout(Duration time) {
            return "no-request-timeout=\"" + time.toMillis() + "\" on the http-listener in WildFly; Spring Boot:"
                    + " server.undertow.no-request-timeout=" + seconds(time);
        }

        @Override
        String requestHeader(long bytes) {
            return "max-header-size=\"" + bytes
                    + "\" on the http-listener in WildFly; Spring Boot: server.max-http-request-header-size=" + bytes
                    + "B";
        }

        @Override
        String body(long bytes) {
            return "max-post-size=\"" + (bytes == ListenerLimits.NO_LIMIT ? 0 : bytes)
                    + "\" on the http-listener in WildFly; Spring Boot: server.undertow.max-http-post-size="
                    + boot(bytes) + " and " + multipart(bytes);
        }

        @Override
        String asyncTimeout(Duration time) {
            return "default-async timeouts are the application's: AsyncContext.setTimeout(" + time.toMillis()
                    + "); Spring Boot: spring.mvc.async.request-timeout=" + seconds(time);
        }

        @Override
        String address(String address) {
            return "jboss.bind.address=" + address + " in WildFly; Spring Boot: server.address=" + address;
        }
    },
    /** A server we know nothing of: the same in the words of Spring Boot, which knows most of them. */
    ANY {
        @Override
        String idleTimeout(Duration time) {
            return "keep idle connections for " + seconds(time) + "; Spring Boot: server.tomcat.keep-alive-timeout="
                    + seconds(time) + " or server.jetty.connection-idle-timeout=" + seconds(time);
        }

        @Override
        String requestHeader(long bytes) {
            return "take request headers of " + bytes + " bytes; Spring Boot: server.max-http-request-header-size="
                    + bytes + "B";
        }

        @Override
        String body(long bytes) {
            return "take bodies of " + Words.size(bytes) + "; Spring Boot: " + multipart(bytes);
        }

        @Override
        String asyncTimeout(Duration time) {
            return "end asynchronous requests after " + seconds(time)
                    + "; Spring Boot: spring.mvc.async.request-timeout=" + seconds(time);
        }

        @Override
        String address(String address) {
            return "listen on " + address + " only; Spring Boot: server.address=" + address;
        }
    };

    /** @param server name and version */
    static ServerSide of(String server) {
        if (server.contains("Tomcat")) {
            return TOMCAT;
        }
        if (server.contains("Jetty") || server.startsWith("jetty")) {
            return JETTY;
        }
        return server.contains("Undertow") || server.contains("WildFly") ? UNDERTOW : ANY;
    }

    abstract String idleTimeout(Duration time);

    abstract String requestHeader(long bytes);

    abstract String body(long bytes);

    abstract String asyncTimeout(Duration time);

    abstract String address(String address);

    private static String multipart(long bytes) {
        return "spring.servlet.multipart.max-request-size=" + boot(bytes);
    }

    private static String signed(long bytes) {
        return Long.toString(bytes == ListenerLimits.NO_LIMIT ? -1 : bytes);
    }

    private static String boot(long bytes) {
        return signed(bytes) + (bytes == ListenerLimits.NO_LIMIT ? "" : "B");
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
