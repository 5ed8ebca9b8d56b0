package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Gate;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One servlet for each behaviour of the contract. */
public final class ContractApp implements ServletContainerInitializer {

    private static final Map<String, Behaviour> BEHAVIOURS = behaviours();

    private static Map<String, Behaviour> behaviours() {
        Map<String, Behaviour> all = new TreeMap<>();
        all.put("/sync", ContractApp::sync);
        all.put("/held", (request, response) -> {
            Gate.pass();
            response.getWriter().print("done");
        });
        all.put("/error", (request, response) -> {
            throw new IllegalStateException("on purpose");
        });
        all.put("/async", (request, response) -> later(request.startAsync()));
        all.put("/dispatch", ContractApp::dispatch);
        all.put("/expire", (request, response) -> request.startAsync().setTimeout(100));
        all.put("/stream", ContractApp::stream);
        all.put("/wrong", ContractApp::wrong);
        all.put(
                "/upload",
                (request, response) ->
                        response.getWriter().print(request.getInputStream().readAllBytes().length));
        all.put("/flood", ContractApp::flood);
        all.put("/talk", ContractApp::talk);
        all.put("/nonblocking", NonBlocking::serve);
        all.put("/file", SentFile::serve);
        all.put("/shape", Shapes::serve);
        return all;
    }

    /** What a servlet does. */
    @FunctionalInterface
    interface Behaviour {

        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /** By the path it serves. */
    static Map<String, HttpServlet> servlets() {
        Map<String, HttpServlet> servlets = new TreeMap<>();
        BEHAVIOURS.forEach((path, behaviour) -> servlets.put(path, new One(behaviour)));
        return servlets;
    }

    @Override
    public void onStartup(Set<Class<?>> none, ServletContext context) {
        servlets().forEach((path, instance) -> {
            ServletRegistration.Dynamic servlet = context.addServlet(path, instance);
            servlet.addMapping(path);
            servlet.setAsyncSupported(true);
        });
    }

    /** Of a type that servers compress. */
    private static void sync(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print("done");
    }

    private static void later(AsyncContext async) {
        async.setTimeout(0);
        Thread application = new Thread(
                () -> {
                    Gate.pass();
                    try {
                        async.getResponse().getWriter().print("done");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    async.complete();
                },
                "application");
        application.setDaemon(true);
        application.start();
    }

    private static void dispatch(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        async.dispatch("/held");
    }

    private static void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getOutputStream().print("first");
        response.flushBuffer();
        Gate.pass();
        response.getOutputStream().print("second");
        response.flushBuffer();
        response.getOutputStream().print("last");
    }

    /** Goes on with another protocol: whatever comes is sent back. */
    private static void talk(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Upgrade", "talk");
        try {
            request.upgrade(Talk.class);
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }

    /** What is wrong with it, or only looks as if, the query says. */
    private static void wrong(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String how = request.getQueryString();
        switch (how) {
            case "short" -> {
                response.setContentLength(100);
                response.getWriter().print("part");
                response.flushBuffer();
            }
            case "torn" -> {
                response.getWriter().print("part");
                response.flushBuffer();
                throw new IllegalStateException("on purpose");
            }
            case "fatal" -> throw new OutOfMemoryError("on purpose");
            case "unchanged" -> {
                response.setContentLength(100);
                response.setStatus(304);
            }
            case "empty" -> response.setContentLength(0);
            case "none" -> response.setStatus(204);
            default -> response.setHeader("X-large", "l".repeat(Integer.parseInt(how.substring("large".length()))));
        }
    }

    /** Writes until somebody stops it. */
    private static void flood(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] much = new byte[1 << 16];
        for (int i = 0; i < 1 << 14; i++) {
            response.getOutputStream().write(much);
        }
    }

    private static final class One extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient Behaviour behaviour;

        private One(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            behaviour.serve(request, response);
        }
    }
}
