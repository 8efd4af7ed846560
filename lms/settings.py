"""Django's settings. Everything that differs from place to place is read from the environment."""

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from kombu import Exchange, Queue

from lms.environment import Environment, development_secret, is_weak
from lms.logs import configure, logging_in
from lms.sign_in_settings import *  # noqa: F403 - allauth reads them from here

env = Environment()

HOUSE = Path(__file__).resolve().parent.parent
VAR = Path(env.text("PIER_VAR", default=str(HOUSE / "var")))
VAR.mkdir(parents=True, exist_ok=True)

# --- What it is called and where it stands -----------------------------------------------------------------

SITE_NAME, SIGNATORY = env.text("SITE_NAME", default="PIER Learning"), env.text("CERTIFICATE_SIGNATORY")
SITE_URL = env.address(
    "SITE_URL", default="http://localhost:8000", why="addresses in mails and QR codes start with it"
)
SUPPORT_EMAIL = env.required(
    "SUPPORT_EMAIL", default="help@pier.example.org", why="people write there when something goes wrong"
)
WAGTAILADMIN_BASE_URL = SITE_URL
DEBUG = env.kind == "development" and env.yes_or_no("DEBUG", default=False)
SHOW_COMPONENT_GALLERY = env.kind != "production"
SECRET_KEY = env.secret("SECRET_KEY", default=development_secret(VAR) if not env.is_production else "")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", default=[])
if env.is_production and any(map(is_weak, SECRET_KEY_FALLBACKS)):
    env.problems.append("SECRET_KEY_FALLBACKS must be at least 40 random characters each.")
_own_hosts = [] if env.is_production else ["127.0.0.1", "localhost", "[::1]", "testserver"]
ALLOWED_HOSTS = [host.lower() for host in env.words("ALLOWED_HOSTS", default=_own_hosts)]
CSRF_TRUSTED_ORIGINS = [each.lower().rstrip("/") for each in env.words("CSRF_TRUSTED_ORIGINS", default=[])]
BEHIND_PROXY = env.yes_or_no("BEHIND_PROXY", default=False)
#: How many proxies of ours stand in a row: as many entries of X-Forwarded-For are believed.
PROXY_HOPS = env.number("PROXY_HOPS", default=1) if BEHIND_PROXY else 0
if env.is_production and not ALLOWED_HOSTS:
    env.problems.append("ALLOWED_HOSTS must name the site's hosts, separated by commas.")
if env.is_production and not SITE_URL.startswith("https://"):
    env.problems.append("SITE_URL must begin with https://.")
if env.is_production and "*" in ALLOWED_HOSTS:
    env.problems.append("ALLOWED_HOSTS must not be *.")
DEMO_PASSWORD = env.text("DEMO_PASSWORD", default="" if env.is_production else "warm-lighthouse-teapot")
if env.is_production and DEMO_PASSWORD:
    env.problems.append("DEMO_PASSWORD must not be set: demonstration people do not belong in production.")

# --- What it is made of ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "lms.core",
    "lms.people",
    "cms",
    "courses",
    "certificates",
    "lms.reports",
    "lms.notices",
    "lms",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.sites",  # the list of all pages speaks of it
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "polymorphic",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "lms.core.middleware.DatabaseTroubleMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # default-deny
    "cms.middleware.EditorsOnlyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lms.core.middleware.ContentPolicyMiddleware",
    "lms.core.middleware.PrivacyHeadersMiddleware",
    "lms.people.middleware.HeldBackMiddleware",
    "lms.people.middleware.JustSignedInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.people.middleware.SharedComputerMiddleware",
    "lms.people.middleware.SecondFactorMiddleware",
    "lms.people.middleware.OneSiteMiddleware",
    "lms.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.core.context.site",
                "cms.views.site_context",
            ],
        },
    }
]
FORM_RENDERER = "lms.core.form_rendering.HouseRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # framing is refused by frame-ancestors in the content security policy
]

# --- Database, cache, files --------------------------------------------------------------------------------

DATABASES = {"default": env.database(default=f"sqlite:///{VAR / 'site.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}  # a file, so that it can be reused
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA recursive_triggers=ON;",  # or REPLACE would delete past the triggers that keep facts
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # What is asked again and again is planned once. A pooler that hands out a connection per transaction must
    # know prepared statements, too: PgBouncer does from 1.21.
    DATABASES["default"]["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 3}
if env.is_production and DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    env.problems.append("DATABASE_URL must name a PostgreSQL database.")

REDIS_CACHE_URL = env.text("CACHE_URL")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_CACHE_URL}
        if REDIS_CACHE_URL
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "core_cache",
            "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # what has ended leaves at night, and nothing before
        }
    ),
    # What is rendered once for everybody lives in each process.
    "rendered": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "rendered",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Which small pictures the editor shows: Wagtail would read and write them one by one in the database.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [HOUSE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
OBJECT_STORE_BUCKET = env.text("OBJECT_STORE_BUCKET")
_files: dict[str, object] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
if OBJECT_STORE_BUCKET:
    from botocore.config import Config

    # A store that is away has to be known as such before the worker's own time is up.
    _patience = Config(connect_timeout=3, read_timeout=8, retries={"total_max_attempts": 1})
    _files = {
        "BACKEND": "storages.backends.s3.S3Storage",
        # Nothing is overwritten, or whoever uploads “baby.png” would change everybody else's “baby.png”.
        "OPTIONS": {"bucket_name": OBJECT_STORE_BUCKET, "client_config": _patience, "file_overwrite": False},
    }
STORAGES = {
    "default": _files,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if env.kind == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
KEPT_FILES = VAR / "kept"  # content-addressed: pictures of editions, certificates

# --- People ------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.is_production  # localhost, and the tests' own addresses
SINGLE_SIGN_ON = env.single_sign_on("SINGLE_SIGN_ON")
# Of whoever is trusted with more than their own learning: lms/people/rules/sessions.py.
SECOND_FACTOR_REQUIRED = env.yes_or_no("SECOND_FACTOR_REQUIRED", default=env.is_production)
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "courses:my_learning"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.is_production
SESSION_COOKIE_HTTPONLY = True
if env.is_production:  # such a name is taken from this host alone, and by https alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
DEVICE_COOKIE_NAME = "__Host-device" if env.is_production else "device"
CSRF_FAILURE_VIEW = "lms.core.errors.csrf_failure"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "lms.core.passwords.WordsOfThisPlaceValidator"},
]

# --- Language and time -------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Mail --------------------------------------------------------------------------------------------------

if env.is_production and not env.text("EMAIL_URL"):
    env.problems.append("EMAIL_URL must be set: nobody could be invited, and nobody told.")
vars().update(env.email(default=f"filemail:///{VAR / 'mail'}"))
WORK_LEASE_SECONDS = env.number("WORK_LEASE_SECONDS", default=30)
MAIL_LEASE_SECONDS = 4 * WORK_LEASE_SECONDS  # a mail server may be slow: it keeps nobody but other mails
EMAIL_TIMEOUT = min(30, WORK_LEASE_SECONDS)  # seconds, for each thing that is said
EMAIL_ANSWER_TIMEOUT = MAIL_LEASE_SECONDS // 2  # once it has the text: whoever gives up here knows nothing
DEFAULT_FROM_EMAIL = env.required(
    "DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <no-reply@pier.example.org>", why="mails need a sender"
)

# --- Work in the background --------------------------------------------------------------------------------

BROKER_FOLDER = VAR / "broker"
CELERY_BROKER_URL = env.text("BROKER_URL") or "filesystem://localhost"
if env.is_production and CELERY_BROKER_URL.startswith(("filesystem", "memory")):
    env.problems.append("BROKER_URL must name a broker that all machines reach: redis://… or amqp://….")
if CELERY_BROKER_URL.startswith("filesystem"):
    for folder in ("queue", "control"):
        (BROKER_FOLDER / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_FOLDER / "queue"),
        "data_folder_out": str(BROKER_FOLDER / "queue"),
        "control_folder": str(BROKER_FOLDER / "control"),
        "polling_interval": 0.1,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": max(120, MAIL_LEASE_SECONDS),
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Whoever begins a piece of work has it for so long; the limits, held by the prefork pool alone, end before.
CELERY_TASK_SOFT_TIME_LIMIT = WORK_LEASE_SECONDS * 2 // 3
CELERY_TASK_TIME_LIMIT = WORK_LEASE_SECONDS * 5 // 6
CELERY_WORKER_POOL = "prefork"
CELERY_WORKER_MAX_TASKS_PER_CHILD = 2000
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = "Europe/London"
CELERY_TASK_DEFAULT_QUEUE = env.text("QUEUE", default="pier")
# The sweep stands in no queue behind the work that it hands out. Mails have a worker of their own (--queues),
# which waits for a slow mail server while nothing else does; a worker that is told nothing takes no mails.
SWEEP_QUEUE, MAIL_QUEUE = (f"{CELERY_TASK_DEFAULT_QUEUE}.{what}" for what in ("sweep", "mail"))
CELERY_TASK_QUEUES = [
    Queue(name, Exchange(name), routing_key=name) for name in (CELERY_TASK_DEFAULT_QUEUE, SWEEP_QUEUE)
]
CELERY_TASK_ROUTES = {"core.send_mail": {"queue": MAIL_QUEUE}, "core.sweep": {"queue": SWEEP_QUEUE}}
CELERY_BEAT_SCHEDULER = "lms.core.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "core.sweep", "schedule": 1.0, "options": {"expires": 5}},
    # Writes the row of the coming night, if it is not there: the work itself is handed out by the sweep.
    "plan_retention": {"task": "lms.plan_retention", "schedule": 900.0, "options": {"expires": 600}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")

# --- What it writes down ------------------------------------------------------------------------------------

LOG_FORMAT = env.text("LOG_FORMAT", default="json" if env.is_production else "line")
LOGGING = logging_in("json" if LOG_FORMAT == "json" else "line")
if LOG_FORMAT == "json":
    configure()
    INSTALLED_APPS.append("django_structlog")
    MIDDLEWARE.insert(
        MIDDLEWARE.index("cms.middleware.EditorsOnlyMiddleware"),
        "django_structlog.middlewares.RequestMiddleware",
    )
    DJANGO_STRUCTLOG_CELERY_ENABLED = True
    DJANGO_STRUCTLOG_CELERY_DEFAULT_LOG_LEVEL = 10  # DEBUG: the sweep comes each second
    DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
    CELERY_WORKER_HIJACK_ROOT_LOGGER = False
BACKUP_RECIPIENT, BACKUP_IDENTITY_FILE = env.text("BACKUP_RECIPIENT"), env.text("BACKUP_IDENTITY_FILE")
METRICS_TOKEN = env.text("METRICS_TOKEN")
if METRICS_TOKEN and is_weak(METRICS_TOKEN):
    env.problems.append("METRICS_TOKEN must be at least 40 random characters, or empty.")

TRACES_ENDPOINT = env.text("OTEL_EXPORTER_OTLP_ENDPOINT")
if TRACES_ENDPOINT and not find_spec("opentelemetry"):
    env.problems.append("OTEL_EXPORTER_OTLP_ENDPOINT needs what requirements-production.lock installs.")

# --- Headers -----------------------------------------------------------------------------------------------

_strict = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _strict}
# Wagtail writes scripts and styles into its pages, and shows drafts in a frame of its own.
AUTHORING_PATH = "/cms/"
AUTHORING_CONTENT_SECURITY_POLICY = {
    **_strict,
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.is_production
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if env.is_production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.is_production
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Wagtail -----------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False  # nobody moderates: editors publish, courses are released
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_AUTOSAVE_INTERVAL = 2000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.PictureForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = [
    "pdf",
    "docx",
    "xlsx",
    "pptx",
    "odt",
    "ods",
    "odp",
    "txt",
    "csv",
    "rtf",
]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.DocumentForm"

env.refuse_if_unsafe()
