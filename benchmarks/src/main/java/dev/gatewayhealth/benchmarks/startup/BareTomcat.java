package dev.gatewayhealth.benchmarks.startup;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** The smallest service there is: {@code /hello} says hello, and {@code /figures} how many classes and bytes of metaspace there are. */
public final class BareTomcat extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Port and directory. */
    public static void main(String[] arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[1]);
        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "bare", new BareTomcat());
        context.addServletMappingDecoded("/*", "bare");
        String initializer = System.getProperty("bare.initializer");
        if (initializer != null) {
            context.addServletContainerInitializer(
                    Class.forName(initializer)
                            .asSubclass(ServletContainerInitializer.class)
                            .getConstructor()
                            .newInstance(),
                    Set.of());
        }
        tomcat.start();
        tomcat.getServer().await();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(request.getRequestURI().equals("/figures") ? figures() : "hello");
    }

    /** Asked for after everything was measured: it loads classes itself, the same ones in every variant. */
    private static String figures() {
        long metaspace = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                metaspace = pool.getUsage().getUsed();
            }
        }
        return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() + " " + metaspace;
    }
}
