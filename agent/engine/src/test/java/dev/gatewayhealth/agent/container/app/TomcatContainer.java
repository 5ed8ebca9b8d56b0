package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Container;
import dev.gatewayhealth.agent.server.Asked;
import java.io.File;
import java.nio.file.Files;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.http2.Http2Protocol;

/** An embedded Tomcat. */
public class TomcatContainer implements Container {

    private final Tomcat tomcat = new Tomcat();
    private final String protocol;

    public TomcatContainer() {
        this("org.apache.coyote.http11.Http11NioProtocol");
    }

    TomcatContainer(String protocol) {
        this.protocol = protocol;
    }

    @Override
    public int start() throws Exception {
        // A JVM has one factory for URLs, which the first Tomcat in it would take.
        TomcatURLStreamHandlerFactory.disable();
        File base = Files.createTempDirectory("contract").toFile();
        tomcat.setBaseDir(base.getPath());
        Connector connector = new Connector(protocol);
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        // For those who accept it.
        connector.setProperty("compression", "on");
        connector.setProperty("compressionMinSize", "1");
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setConnector(connector);
        tomcat.addContext("", base.getPath()).addServletContainerInitializer(new ContractApp(), Set.of());
        tomcat.start();
        return connector.getLocalPort();
    }

    @Override
    public Object[] listeners() {
        return new Object[] {
            new Asked(tomcat.getConnector().getProtocolHandler())
                    .field("endpoint")
                    .object()
        };
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
