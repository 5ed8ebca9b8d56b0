package dev.gatewayhealth.e2e.app;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.util.Set;

/** The app under test on an embedded Undertow, with HTTP/1.1 and h2c on one loopback port; nothing in it knows the agent. */
final class UndertowUnderTest {

    private UndertowUnderTest() {}

    public static void main(String[] args) throws Exception {
        Endpoints endpoints = new Endpoints();
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(UndertowUnderTest.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("app")
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        Endpoints.class, new ImmediateInstanceFactory<>(endpoints), Set.of()));
        if (VirtualThreads.wanted()) {
            application.setExecutor(VirtualThreads.executor());
        }
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(application);
        manager.deploy();
        Undertow.Builder builder = Undertow.builder()
                .addHttpListener(Integer.getInteger("app.port"), "127.0.0.1")
                .setWorkerThreads(Integer.getInteger("app.threads", 200))
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(manager.start());
        Integer idle = Integer.getInteger("app.keepAliveTimeout");
        if (idle != null) {
            builder.setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, idle);
        }
        builder.build().start();
    }
}
