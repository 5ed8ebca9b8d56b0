package dev.gatewayhealth.e2e.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** The app under test on an embedded Tomcat, with HTTP/1.1 and h2c on one loopback port; nothing in it knows the agent. */
final class AppUnderTest {

    private AppUnderTest() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(System.getProperty("app.port"));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createDirectories(Path.of("tomcat")).toString());
        tomcat.setConnector(connector(port));
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new Endpoints(), null);
        start(tomcat);
    }

    private static Connector connector(int port) {
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", System.getProperty("app.address", "127.0.0.1"));
        connector.setProperty("maxThreads", System.getProperty("app.threads", "200"));
        connector.setProperty("maxConnections", System.getProperty("app.connections", "8192"));
        connector.setProperty("acceptCount", System.getProperty("app.backlog", "100"));
        String socket = System.getProperty("app.socket");
        if (socket != null) {
            connector.setProperty("unixDomainSocketPath", socket);
            connector.setProperty("unixDomainSocketPathPermissions", System.getProperty("app.socketPermissions"));
        }
        String idle = System.getProperty("app.keepAliveTimeout");
        if (idle != null) {
            connector.setProperty("keepAliveTimeout", idle);
        }
        if (VirtualThreads.wanted()) {
            connector.setProperty("useVirtualThreads", "true");
        }
        String keys = System.getProperty("app.keys");
        if (keys != null) {
            encrypted(connector, keys, System.getProperty("app.keysPassword"));
        }
        connector.addUpgradeProtocol(new Http2Protocol());
        return connector;
    }

    private static void encrypted(Connector connector, String keys, String password) {
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(keys);
        certificate.setCertificateKeystorePassword(password);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        connector.setProperty("SSLEnabled", "true");
    }

    private static void start(Tomcat tomcat) throws LifecycleException {
        tomcat.start();
        tomcat.getServer().await();
    }
}
