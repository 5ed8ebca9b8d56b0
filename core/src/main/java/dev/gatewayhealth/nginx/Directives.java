package dev.gatewayhealth.nginx;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directives of nginx's own modules: where each may stand and what it takes. Read from the tables in nginx's program (1.22.1) and
 * widened where later versions allow more; what is not here belongs to a newer version or to somebody else's module.
 */
final class Directives {

    /**
     * Kind, contexts, least and most arguments, names. Contexts: m main, e events, h http, s server, j if in a server, l location, i if in
     * a location, x limit_except, u upstream (nginx: the {@code ngx_command_t} tables of its modules).
     */
    private static final String TABLE = """
            include mehslujix 1 1: include
            block h 0 0: server
            block h 1 1: upstream
            block h 1 2: geo
            block h 2 2: charset_map map split_clients
            block hsl 0 0: types
            once m 0 0: events http
            block sl 1 2: location
            block sl 1 99: if
            any e 1 1: debug_connection use
            any h 2 2: limit_conn_zone
            any h 2 99: log_format proxy_cache_path
            any h 3 3: limit_req_zone
            any hs 1 1: http2_idle_timeout http2_max_field_size http2_max_header_size http2_max_requests http2_recv_timeout ssl
            any hs 1 1: ssl_certificate ssl_certificate_key ssl_ocsp ssl_ocsp_cache ssl_password_file ssl_session_ticket_key
            any hs 1 2: ssl_session_cache
            any hs 1 99: ssl_protocols
            any hs 2 2: ssl_conf_command
            any hsl 1 1: aio ancient_browser_value directio http2_push mirror modern_browser_value proxy_cache proxy_cache_key
            any hsl 1 1: proxy_hide_header proxy_pass_header proxy_ssl_password_file proxy_store real_ip_header set_real_ip_from userid_expires
            any hsl 1 1: userid_mark
            any hsl 1 2: disable_symlinks keepalive_disable modern_browser open_file_cache proxy_bind proxy_cookie_domain
            any hsl 1 2: proxy_cookie_path proxy_redirect
            any hsl 1 3: dav_access limit_req proxy_store_access userid_flags
            any hsl 1 4: client_body_temp_path open_log_file_cache proxy_cookie_flags proxy_temp_path
            any hsl 1 99: addition_types ancient_browser charset_types dav_methods gzip_disable gzip_proxied gzip_types index
            any hsl 1 99: proxy_cache_bypass proxy_cache_methods proxy_cache_use_stale proxy_cache_valid proxy_ignore_headers proxy_no_cache
            any hsl 1 99: proxy_ssl_protocols ssi_types sub_filter_types
            any hsl 2 2: auth_request_set limit_conn proxy_set_header proxy_ssl_conf_command sub_filter
            any hsli 1 1: charset source_charset
            any hsli 1 2: expires
            any hsli 2 3: add_header add_trailer
            any hslix 1 99: access_log
            kept hslu 1 2: keepalive_timeout
            any hslu 1 99: resolver
            any hslx 1 1: auth_basic_user_file
            client hslx 1 1: allow deny
            any l 0 0: empty_gif flv internal mp4
            any li 1 1: fastcgi_pass grpc_pass memcached_pass scgi_pass uwsgi_pass
            any m 1 1: env load_module ssl_engine worker_priority
            any m 1 2: user
            any m 1 99: worker_cpu_affinity
            any m 2 3: thread_pool
            any mhsl 1 99: error_log
            any s 1 99: listen server_name
            any sl 0 1: stub_status
            any sl 1 99: valid_referers
            any slji 0 0: break
            any slji 1 2: return
            any slji 2 2: set
            any slji 2 3: rewrite
            any u 0 0: ip_hash least_conn
            any u 0 2: random
            any u 1 2: hash zone
            buffers hs 2 2: large_client_header_buffers
            buffers hsl 2 2: gunzip_buffers gzip_buffers output_buffers proxy_buffers
            flag e 1 1: accept_mutex multi_accept
            flag hs 1 1: ignore_invalid_headers merge_slashes ssl_early_data ssl_prefer_server_ciphers ssl_reject_handshake
            flag hs 1 1: ssl_session_tickets ssl_stapling ssl_stapling_verify underscores_in_headers
            flag hsl 1 1: absolute_redirect aio_write autoindex autoindex_exact_size autoindex_localtime chunked_transfer_encoding
            flag hsl 1 1: client_body_in_single_buffer create_full_put_path etag gunzip gzip_no_buffer gzip_vary http2_push_preload
            flag hsl 1 1: limit_conn_dry_run limit_req_dry_run log_not_found log_subrequest mirror_request_body mp4_start_key_frame msie_padding
            flag hsl 1 1: msie_refresh open_file_cache_errors open_file_cache_events port_in_redirect proxy_buffering
            flag hsl 1 1: proxy_cache_background_update proxy_cache_convert_head proxy_cache_lock proxy_cache_revalidate proxy_force_ranges
            flag hsl 1 1: proxy_ignore_client_abort proxy_intercept_errors proxy_pass_request_body proxy_pass_request_headers
            flag hsl 1 1: proxy_request_buffering proxy_socket_keepalive proxy_ssl_server_name proxy_ssl_session_reuse proxy_ssl_verify
            flag hsl 1 1: real_ip_recursive recursive_error_pages reset_timedout_connection server_name_in_redirect ssi_ignore_recycled_buffers
            flag hsl 1 1: ssi_last_modified ssi_silent_errors sub_filter_last_modified sub_filter_once tcp_nodelay tcp_nopush
            flag hsli 1 1: gzip override_charset sendfile ssi
            flag hslji 1 1: rewrite_log uninitialized_variable_warn
            flag l 1 1: random_index
            flag m 1 1: daemon master_process pcre_jit
            methods l 1 99: limit_except
            msec e 1 1: accept_mutex_delay
            msec hs 1 1: client_header_timeout
            msec hsl 1 1: auth_delay client_body_timeout lingering_time lingering_timeout proxy_cache_lock_age
            msec hsl 1 1: proxy_cache_lock_timeout proxy_connect_timeout proxy_next_upstream_timeout proxy_read_timeout proxy_send_timeout
            msec hsl 1 1: send_timeout
            msec hslu 1 1: keepalive_time resolver_timeout
            msec m 1 1: timer_resolution worker_shutdown_timeout
            next hsl 1 99: proxy_next_upstream
            number e 1 1: epoll_events worker_aio_requests worker_connections
            number h 1 1: map_hash_bucket_size map_hash_max_size server_names_hash_bucket_size server_names_hash_max_size
            number h 1 1: variables_hash_bucket_size variables_hash_max_size
            number hs 1 1: http2_max_concurrent_pushes http2_max_concurrent_streams http2_streams_index_size max_headers
            number hs 1 1: ssl_verify_depth
            number hsl 1 1: gzip_comp_level limit_conn_status limit_req_status max_ranges min_delete_depth
            number hsl 1 1: open_file_cache_min_uses proxy_cache_min_uses proxy_headers_hash_bucket_size proxy_headers_hash_max_size
            number hsl 1 1: proxy_next_upstream_tries proxy_ssl_verify_depth types_hash_bucket_size types_hash_max_size userid_service
            number hslu 1 1: keepalive_requests
            number m 1 1: worker_rlimit_nofile
            number sl 1 1: referer_hash_bucket_size referer_hash_max_size
            offset hsl 1 1: client_max_body_size directio_alignment proxy_cache_max_range_offset
            offset m 1 1: worker_rlimit_core
            pool u 1 2: keepalive
            satisfy hsl 1 1: satisfy
            sec hs 1 1: ssl_session_timeout
            sec hsl 1 1: open_file_cache_valid
            size h 1 1: http2_recv_buffer_size
            size hs 1 1: client_header_buffer_size connection_pool_size http2_body_preread_size http2_pool_size request_pool_size
            size hs 1 1: ssl_buffer_size
            size hsl 1 1: client_body_buffer_size gzip_hash gzip_min_length gzip_window http2_chunk_size mp4_buffer_size
            size hsl 1 1: mp4_max_buffer_size postpone_gzipping postpone_output proxy_buffer_size proxy_busy_buffers_size
            size hsl 1 1: proxy_max_temp_file_size proxy_send_lowat proxy_temp_file_write_size read_ahead send_lowat sendfile_max_chunk
            size hsl 1 1: ssi_min_file_chunk ssi_value_length subrequest_output_buffer_size
            statuses hsli 2 99: error_page
            string hs 1 1: ssl_ciphers ssl_client_certificate ssl_crl ssl_dhparam ssl_ecdh_curve ssl_ocsp_responder
            string hs 1 1: ssl_stapling_file ssl_stapling_responder ssl_trusted_certificate ssl_verify_client
            string hsl 1 1: add_after_body add_before_body auth_request autoindex_format client_body_in_file_only default_type
            string hsl 1 1: gzip_http_version gzip_static if_modified_since limit_conn_log_level limit_req_log_level lingering_close
            string hsl 1 1: proxy_limit_rate proxy_method proxy_set_body proxy_ssl_certificate proxy_ssl_certificate_key proxy_ssl_ciphers
            string hsl 1 1: proxy_ssl_crl proxy_ssl_name proxy_ssl_trusted_certificate secure_link secure_link_md5 secure_link_secret
            string hsl 1 1: server_tokens slice userid userid_domain userid_name userid_p3p userid_path
            string hsli 1 1: limit_rate limit_rate_after post_action root
            string hslx 1 1: auth_basic
            string l 1 1: alias
            string lix 1 1: proxy_pass
            string m 1 1: debug_points lock_file pid worker_processes working_directory
            string sl 2 99: try_files
            version hsl 1 1: proxy_http_version
            """;

    /** Whole families that only differ from {@code proxy_} in what they talk to; none of their limits is ours. */
    private static final String[] FAMILIES = {"fastcgi_", "uwsgi_", "scgi_", "grpc_", "memcached_"};

    private static final Map<String, Rule> RULES = rules();

    private Directives() {}

    /** What one directive takes, and where. */
    record Rule(String kind, String contexts, int least, int most) {

        boolean block() {
            return kind.equals("block") || kind.equals("once") || kind.equals("methods");
        }

        /** Whether it may be said only once on a level. */
        boolean single() {
            return switch (kind) {
                case "any", "client", "next", "block", "include", "statuses", "methods" -> false;
                default -> true;
            };
        }
    }

    static @Nullable Rule rule(String name) {
        return RULES.get(name);
    }

    /** Whether it is nginx's own. */
    static boolean known(String name) {
        if (RULES.containsKey(name)) {
            return true;
        }
        for (String family : FAMILIES) {
            if (name.startsWith(family)) {
                return true;
            }
        }
        return false;
    }

    static Iterable<String> names() {
        return RULES.keySet();
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>(1024);
        int at = 0;
        while (at < TABLE.length()) {
            int end = TABLE.indexOf('\n', at);
            row(TABLE.substring(at, end), rules);
            at = end + 1;
        }
        return rules;
    }

    private static void row(String line, Map<String, Rule> rules) {
        int colon = line.indexOf(':');
        String[] columns = line.substring(0, colon).split(" ", -1);
        Rule rule = new Rule(columns[0], columns[1], Integer.parseInt(columns[2]), Integer.parseInt(columns[3]));
        for (String name : line.substring(colon + 2).split(" ", -1)) {
            rules.put(name, rule);
        }
    }
}
