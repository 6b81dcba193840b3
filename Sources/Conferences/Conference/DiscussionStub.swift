public enum Discussion {}
