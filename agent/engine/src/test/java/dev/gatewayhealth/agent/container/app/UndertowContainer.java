package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Container;
import dev.gatewayhealth.agent.server.Asked;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/** An embedded Undertow with its servlet container. */
public final class UndertowContainer implements Container {

    private Undertow undertow;

    @Override
    public int start() throws Exception {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowContainer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("contract")
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        ContractApp.class, new ImmediateInstanceFactory<>(new ContractApp()), Set.of()));
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        // For those who accept it.
        ContentEncodingRepository gzip =
                new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 50);
        undertow = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .addHttpListener(0, "127.0.0.1", new EncodingHandler(manager.start(), gzip))
                .build();
        undertow.start();
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public Object[] listeners() {
        Asked opened = new Asked(undertow.getListenerInfo().get(0)).field("openListener");
        Object channels = new Asked(undertow).field("channels").object();
        return new Object[] {opened.object(), ((List<?>) channels).get(0)};
    }

    @Override
    public void stop() {
        undertow.stop();
    }
}
