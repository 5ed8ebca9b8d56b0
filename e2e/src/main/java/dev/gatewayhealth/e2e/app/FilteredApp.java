package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * The endpoints of the app under test and whatever else registers itself, as it would in a WAR: the library's filter, if its jars are on
 * the class path. {@code /threads} lists the threads of the process.
 */
final class FilteredApp {

    private FilteredApp() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createDirectories(Path.of("tomcat")).toString());
        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(System.getProperty("app.port")));
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        for (ServletContainerInitializer each : ServiceLoader.load(ServletContainerInitializer.class)) {
            if (each.getClass().getName().startsWith("dev.gatewayhealth.")) {
                context.addServletContainerInitializer(each, null);
            }
        }
        Endpoint threads = (request, response) -> response.getWriter().print(threads());
        context.addServletContainerInitializer(
                (none, its) ->
                        its.addServlet("threads", new EndpointServlet(threads)).addMapping("/threads"),
                null);
        tomcat.start();
        tomcat.getServer().await();
    }

    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.joining("\n"));
    }
}
