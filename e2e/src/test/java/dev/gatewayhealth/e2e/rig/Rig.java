package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** nginx, the service behind it, somebody who calls, and somebody who reads the report. */
public final class Rig implements AutoCloseable {

    private final Nginx nginx;
    private final ServiceUnderTest service;
    private final ReportClient reports;

    private final int adminPort;
    private final NginxConfig config;

    private Rig(Nginx nginx, NginxConfig config, ServiceUnderTest service, ReportClient reports, int adminPort) {
        this.nginx = nginx;
        this.config = config;
        this.adminPort = adminPort;
        this.service = service;
        this.reports = reports;
    }

    /** A rig for this test on this server. */
    public static Builder of(Class<?> test, Host host) {
        return new Builder(test.getSimpleName() + "-" + host, host);
    }

    public Nginx nginx() {
        return nginx;
    }

    public ServiceUnderTest service() {
        return service;
    }

    public ReportClient reports() {
        return reports;
    }

    public int adminPort() {
        return adminPort;
    }

    /** A client in front of nginx. */
    public Client client() {
        return nginx.client();
    }

    /** Changes what nginx does there, and has nginx read its configuration anew. */
    public void reload(String location, String directives, String upstream) {
        config.location(location, directives);
        config.upstream(upstream);
        nginx.reload(config.text(nginx.port(), service.port()));
    }

    @Override
    public void close() {
        try (reports;
                nginx) {
            service.close();
        }
    }

    /** What the service has of nginx's configuration. */
    private enum Contract {
        FILES,
        DUMP,
        NONE
    }

    /** What differs from the plainest rig. */
    public static final class Builder {

        private final String name;
        private final NginxConfig config = new NginxConfig();
        private final ServiceUnderTest.Recipe recipe;
        private boolean errorLog;
        private Contract contract = Contract.FILES;
        private @Nullable OtherHost otherHost;

        private Builder(String name, Host host) {
            this.name = name;
            this.recipe = new ServiceUnderTest.Recipe(host);
        }

        /** Directives for nginx's server block. */
        public Builder server(String directives) {
            config.server(directives);
            return this;
        }

        /** Directives for the upstream block, in which {@code $service} is the service's port. */
        public Builder upstream(String directives) {
            config.upstream(directives);
            return this;
        }

        /** Whom nginx's workers run as. */
        public Builder user(String name) {
            config.user(name);
            return this;
        }

        /** A location that proxies to the service; without any there is {@code /}. */
        public Builder location(String match, String directives) {
            config.location(match, directives);
            return this;
        }

        /** Changes to the service. */
        public Builder service(Consumer<ServiceUnderTest.Recipe> change) {
            change.accept(recipe);
            return this;
        }

        /** The service reads nginx's error log. */
        public Builder followingErrorLog() {
            errorLog = true;
            return this;
        }

        /** The service is told of no nginx file: what it knows, it knows from its settings or from the requests. */
        public Builder withoutFiles() {
            contract = Contract.NONE;
            return this;
        }

        /** The service gets what {@code nginx -T} printed, and none of the files it was made of. */
        public Builder withADump() {
            contract = Contract.DUMP;
            return this;
        }

        /** nginx runs there; what the service has of it lies where {@code /etc/nginx} is mounted here. */
        public Builder behind(OtherHost host) {
            otherHost = host;
            config.between(host);
            recipe.address(host.service());
            return this;
        }

        public Rig start() {
            Path work = Places.work(name);
            int port = Places.freePort();
            int admin = Places.freePort();
            int gateway = Places.freePort();
            OtherHost host = otherHost;
            Path etc = host == null ? work : Places.directory(work.resolve("etc"));
            Nginx.write(etc, config.text(gateway, port));
            recipe.agent("admin.port", Integer.toString(admin));
            if (host == null) {
                tell(work);
            } else {
                Nginx.include(etc, "conf.d/gateway.conf");
                tell(work, etc, host);
            }
            if (errorLog) {
                recipe.agent("nginx.error-log", work.resolve("error.log").toString());
            }
            ServiceUnderTest service = recipe.start(work, port);
            Nginx nginx = nginxFor(service, work, gateway, admin);
            return new Rig(nginx, config, service, ReportClient.of(admin), admin);
        }

        /** Of an nginx on this host. */
        private void tell(Path work) {
            switch (contract) {
                case FILES ->
                    recipe.agent("nginx.conf", work.resolve("nginx.conf").toString());
                case DUMP -> {
                    Path mounted = Places.work(name + "-mounted");
                    recipe.agent("nginx.conf", Nginx.dump(work, mounted).toString())
                            .agent("nginx.map-prefix", work + "=" + mounted);
                }
                case NONE -> {}
            }
        }

        /** Of an nginx elsewhere, whose directory is mounted here, or what it printed about itself. */
        private void tell(Path work, Path etc, OtherHost host) {
            switch (contract) {
                case FILES ->
                    recipe.agent("nginx.conf", etc.resolve("nginx.conf").toString())
                            .agent("nginx.map-prefix", "/etc/nginx=" + etc);
                case DUMP -> {
                    Path mounted = Places.work(name + "-mounted");
                    recipe.agent("nginx.conf", Nginx.dump(work, mounted, host).toString())
                            .agent("nginx.map-prefix", "/etc/nginx=" + mounted);
                }
                case NONE -> {}
            }
        }

        private Nginx nginxFor(ServiceUnderTest service, Path work, int gateway, int admin) {
            try {
                // Tomcat's port takes connections long before its threads do; the admin listener comes after both.
                service.awaitPort(admin);
                OtherHost host = otherHost;
                return host == null ? Nginx.start(work, gateway) : Nginx.start(work, gateway, host);
            } catch (RuntimeException | Error e) {
                service.close();
                throw e;
            }
        }
    }
}
