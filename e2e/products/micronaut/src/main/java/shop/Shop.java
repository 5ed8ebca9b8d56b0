package shop;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.runtime.Micronaut;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The application of the products' test, as Micronaut has it. */
@Controller("/")
@Produces(MediaType.TEXT_PLAIN)
public class Shop {

    public static void main(String[] args) {
        Micronaut.run(Shop.class, args);
    }

    @Get("hello")
    public String hello() {
        return "hello";
    }

    @Get("error-on-purpose")
    public String error() {
        throw new IllegalStateException("on purpose");
    }

    @ExecuteOn(TaskExecutors.IO)
    @Get("slow")
    public String slow(@QueryValue long ms) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(ms);
        return "slow";
    }

    @Get("async")
    public CompletableFuture<String> async(@QueryValue long ms) {
        Executor later = CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> "async", later);
    }

    @Post(value = "upload", consumes = MediaType.ALL)
    public String upload(@Body byte[] body) {
        return Integer.toString(body.length);
    }
}
