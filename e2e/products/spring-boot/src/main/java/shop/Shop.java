package shop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The application of the products' test, as Spring MVC has it. */
@SpringBootApplication
@RestController
public class Shop {

    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }

    @GetMapping("/hello")
    public String hello() {
        return "hello";
    }

    @GetMapping("/error-on-purpose")
    public String error() {
        throw new IllegalStateException("on purpose");
    }

    @GetMapping("/slow")
    public String slow(@RequestParam("ms") long ms) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(ms);
        return "slow";
    }

    @GetMapping("/async")
    public CompletableFuture<String> async(@RequestParam("ms") long ms) {
        Executor later = CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> "async", later);
    }

    @PostMapping("/upload")
    public String upload(@RequestBody byte[] body) {
        return Integer.toString(body.length);
    }
}
