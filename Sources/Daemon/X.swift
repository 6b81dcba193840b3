public enum Placeholder {}
import Configuration
import Logging
import ServiceLifecycle
import Yams
